/// The text that stands beside a world and says that nothing in it exists.
enum WorldReadme {
    /// The text in Kazakh, Russian and English.
    static func text(options: SimulationOptions) -> ByteText {
        var out = ByteText()
        out.text(
            """
            ҚАЗАҚША
            Көкдала облысы — ойдан шығарылған жер. Айдөңес қаласы, Жезқияқ пен Теңбілтас ауылдары,
            жолдар, кешендер, нөмірлер (98-өңір жоқ), ЖКО мен ұшулар — бәрі `jol simulate`
            бағдарламасының ойдан құрағаны. Нақты адамға, көлікке, жерге қатысы жоқ.

            РУССКИЙ
            Кокдалинская область вымышлена. Город Айдонес, сёла Жезкияк и Тенбилтас, дороги,
            комплексы, номера (региона 98 не существует), ДТП и полёты сочинены программой
            `jol simulate`. С настоящими людьми, машинами и местами они не связаны.

            ENGLISH
            Kokdala region is fictional. The town of Aidones, the villages of Zhezqiyaq and
            Tenbiltas, roads, complexes, plates (there is no region 98), crashes and flights are
            inventions of `jol simulate`. They have nothing to do with real people, vehicles or
            places.

            network.osm                 roads, kilometre posts, a turn restriction (OSM XML)
            complexes/complex-YYYY-MM.csv  records of roadside complexes, columns of order 971;
                                        site_lat and site_lon carry the measured place of the
                                        vehicle: true place + normal error of accuracy_m
            crashes/crashes.csv         crash cards of 2023 and 2024
            crashes/crashes-2025.geojson  crash cards of 2025
            flights/flight-NNN.ulg      PX4 ULog flight logs
            truth/crashes.csv           true way, nodes, measure, place and rate of every crash
            truth/complexes.csv         true way, nodes, measure and place of every complex
            truth/rates.csv             true crash rates of all stretches between junctions
            truth/flights.csv           roads that the flights follow
            truth/effect.json           options, the effect of enforcement and its dates

            Local time is UTC+06:00 until 2024-03-01 and UTC+05:00 afterwards.

            """
        )
        out.text("Seed \(options.seed), size \(options.size.rawValue), scale \(options.scale).\n")
        return out
    }
}
