/// Names that vendors and agencies give to what order 971 asks for, beyond its own words.
///
/// Used only to propose a profile: a reading never guesses a column.
enum VendorNames {
    private static let names: [PassageColumn: [String]] = [
        .deviceName: [
            "device", "camera", "camera name", "complex", "camera_name", "комплекс", "камера",
            "прибор", "наименование", "тип комплекса", "название комплекса", "құрылғы",
        ],
        .deviceSerial: [
            "serial", "serial_no", "serialno", "sn", "device_id", "deviceid", "camera_id",
            "complex_id", "machinename", "заводской №", "серийный номер", "зав. номер", "зав. №",
            "номер комплекса", "id камеры", "номер прибора", "нөмірі",
        ],
        .eventTime: [
            "datetime", "date_time", "timestamp", "event_datetime", "captured_at", "capture_time",
            "date time", "violation_time", "время", "дата и время", "дата/время",
            "дата время", "время события", "время фиксации", "дата нарушения", "уақыты",
            "күні мен уақыты", "time", "when", "event_timestamp", "occurred_at",
        ],
        .eventType: [
            "type", "event", "violation", "violation_type", "code", "violation_code",
            "тип события", "тип нарушения", "нарушение", "вид нарушения", "код нарушения",
            "событие", "бұзушылық түрі", "оқиға түрі", "eventtype",
        ],
        .direction: [
            "dir", "direction_of_travel", "қозғалыс бағыты", "направление", "бағыт", "бағыты",
            "движение",
        ],
        .siteLatitude: ["lat", "latitude", "y", "gps_lat", "коорд. широта", "широта, °", "north"],
        .siteLongitude: [
            "lon", "lng", "long", "longitude", "x", "gps_lon", "gps_lng", "коорд. долгота",
            "долгота, °", "east",
        ],
        .placeText: [
            "place", "location", "тіркеу орны", "орналасқан жері", "address", "site", "адрес",
            "место", "место установки",
            "место фиксации", "участок", "орны", "мекенжай",
        ],
        .certificate: [
            "certificate", "cert", "certificate_no", "certificate_number", "cert_number",
            "verification", "свидетельство",
            "номер свидетельства", "поверка", "№ свидетельства", "куәлік", "куәлік нөмірі",
        ],
        .certificateValidUntil: [
            "valid_until", "cert_until", "certificate_valid_until", "valid_to",
            "verification_valid_until", "действительно до", "срок поверки", "поверка до",
            "срок действия", "жарамды мерзімі", "куәлік мерзімі",
        ],
        .vehicleKind: [
            "vehicle_type", "vehicle_class", "vehicle type", "class", "category", "тип тс",
            "категория", "категория тс", "класс тс", "көлік түрі", "vehicletype",
        ],
        .vehicleMake: ["make", "brand", "model", "марка", "марка/модель", "маркасы"],
        .plate: [
            "plate_no", "plate_number", "license_plate", "licenseplate", "licence_plate", "regno",
            "reg_number", "vrm", "number_plate", "grnz", "госномер", "гос. номер", "гос номер",
            "номер тс", "номерной знак", "рег. знак", "мемлекеттік нөмірі", "госзнак",
        ],
        .speedMeasured: [
            "speed", "speed_kmh", "velocity", "measured_speed", "v", "скорость", "скорость, км/ч",
            "скорость м/с", "фактическая скорость", "жылдамдық", "жылдамдығы", "speed_mps",
            "speed_mph",
        ],
        .speedLimit: [
            "limit", "limit_kmh", "allowed_speed", "max_speed", "ограничение",
            "ограничение скорости", "разрешённая скорость", "лимит", "шектеу",
        ],
        .lane: ["lane_no", "lane_number", "полоса", "номер полосы", "жолақ"],
        .deviceMode: ["mode", "режим работы", "режимі"],
        .heading: ["azimuth", "bearing", "course", "курс"],
        .accuracy: ["accuracy", "gps_accuracy", "hdop_m", "точность"],
    ]

    /// Every column with the law's and the vendors' names.
    static let specs = PassageColumn.allCases.map { column in
        let spec = PassageColumn.specs[column.rawValue]
        return ColumnSpec(spec.name, synonyms: spec.synonyms + (names[column] ?? []))
    }
    private static let wanted = HeaderMatch.Wanted(specs)

    /// For each column its place in a header, or `nil`.
    ///
    /// A unit behind a comma or in brackets is no part of a name. Of a path in JSON or XML its last
    /// two names count, then the last one, or the one before a `value`; what is left over is taken
    /// for what its stems say.
    static func match(_ header: [String]) -> [Int?] {
        var found = HeaderMatch(header, wanted).indices
        var taken = Set(found.compactMap { $0 })
        func fill(_ names: [String]) {
            let open = names.indices.map { taken.contains($0) ? "" : names[$0] }
            for (column, index) in HeaderMatch(open, wanted).indices.enumerated() {
                guard found[column] == nil, let index, !taken.contains(index) else { continue }
                found[column] = index
                taken.insert(index)
            }
        }
        let paths = header.map { name in name.split(separator: ".").map(String.init) }
        fill(paths.map { $0.suffix(2).joined(separator: " ") })
        fill(paths.map { isValue($0.last) ? $0.dropLast().last ?? "" : "" })
        fill(
            zip(paths, header).map { path, name in
                let last = path.last ?? name
                return last.split(whereSeparator: { "([,".contains($0) }).first.map(String.init)
                    ?? last
            }
        )
        NameStems.fill(&found, header)
        return found
    }

    private static func isValue(_ name: String?) -> Bool {
        ["value", "val", "text", "#text", "content", "$"].contains(name?.lowercased())
    }
}
