import ArgumentParser
import RoadModel
import RoadPipeline

/// Terrain models that give a flight's altitudes.
struct TerrainOption: ParsableArguments {
    @Option(
        name: [.customLong("dem"), .customLong("terrain")],
        help: ArgumentHelp(
            tr(
                "Terrain heights (GeoTIFF, .hgt, ASCII grid, DTED): adds the altitude = terrain at "
                    + "take-off + height above take-off, and the height above ground. Repeatable.",
                ru: "Высоты рельефа (GeoTIFF, .hgt, ASCII grid, DTED): добавляет высоту = рельеф в "
                    + "точке взлёта + высота над взлётом и высоту над землёй. Можно повторять.",
                kk:
                    "Жер бедерінің биіктігі (GeoTIFF, .hgt, ASCII grid, DTED): биіктік = ұшып шыққан "
                    + "жердің биіктігі + одан жоғары биіктік, әрі жерден биіктікті қосады. "
                    + "Қайталауға болады."
            ),
            valueName: "file"
        )
    )
    var dem: [String] = []

    /// The heights; `nil` without a model.
    func terrain(of fixes: FixColumns) throws(IntakeError) -> FlightTerrain? {
        dem.isEmpty ? nil : try FlightTerrain(fixes, rasters: dem)
    }
}
