import RoadIngest
package import RoadModel

/// Tables about complexes that people keep: the register, and laboratories without accreditation.
package enum RegisterTable {
    /// Reads a register: one row a complex and period.
    ///
    /// Only `serial` is mandatory; days are `2025-01-31` or `31.01.2025`.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad cell.
    package static func periods(
        _ path: String,
        entered: Timestamp
    ) throws(IntakeError) -> [DevicePeriod] {
        let table = try opened(
            path,
            register,
            [
                (
                    "serial*",
                    [
                        "device_serial", "serial_no", "serial_number", "заводской номер",
                        "зав. номер", "зауыттық нөмірі",
                    ]
                ),
                ("valid_from", ["from", "installed", "start", "с", "действует с"]),
                ("valid_to", ["to", "until", "removed", "end", "по", "действует по"]),
                ("name", ["device_name", "наименование", "атауы"]),
                ("type", ["kind", "device_type", "тип", "түрі"]),
                ("lat", ["latitude", "site_lat", "широта", "ендік"]),
                ("lon", ["longitude", "lng", "site_lon", "долгота", "бойлық"]),
                ("place_text", ["place", "site", "место", "орны"]),
                ("direction", ["направление", "бағыт"]),
                ("lanes", ["lane_map", "полосы", "жолақтар"]),
                ("limit_kmh", ["limit", "speed_limit", "ограничение", "шектеу"]),
                ("road", ["road_class", "road_type", "road_kind", "дорога", "жол түрі"]),
                (
                    "certificate",
                    [
                        "cert_no", "certificate_no", "cert", "номер свидетельства",
                        "свидетельство", "куәлік", "номер свидетельства о поверке",
                    ]
                ),
                ("laboratory", ["cert_lab", "lab", "лаборатория", "зертхана"]),
                (
                    "certificate_from",
                    ["cert_from", "cert_valid_from", "certificate_valid_from", "дата поверки"]
                ),
                (
                    "certificate_to",
                    [
                        "cert_to", "cert_valid_until", "certificate_valid_until", "cert_until",
                        "valid_until", "certificate_until", "срок действия свидетельства",
                        "действительно до", "cert_valid_to",
                    ]
                ),
                ("mode", ["device_mode", "режим"]),
                ("partner", ["section_partner", "partner_serial", "пара"]),
                ("speed_error_kmh", ["speed_error", "error_kmh", "погрешность"]),
            ]
        )
        var periods: [DevicePeriod] = []
        for row in 0..<table.count {
            let serial = table.text("serial", row)
            guard !serial.isEmpty else { throw table.table.badCell(row, "serial", "a number") }
            var period = DevicePeriod(serial: serial)
            period.validFrom = try table.day("valid_from", row)
            period.validTo = try table.day("valid_to", row)
            if let first = period.validFrom, let last = period.validTo, last < first {
                throw table.table.badCell(row, "valid_to", "a day not before valid_from")
            }
            (period.name, period.type) = (table.text("name", row), table.text("type", row))
            if let latitude = try table.number("lat", row),
                let longitude = try table.number("lon", row)
            {
                let place = GeodeticCoordinate(
                    latitude: Degrees(latitude),
                    longitude: Degrees(longitude)
                )
                guard place.isValid, latitude != 0 || longitude != 0 else {
                    throw table.table.badCell(row, "lat", "a place other than 0, 0")
                }
                period.site = place
            }
            period.placeText = table.text("place_text", row)
            period.direction = table.text("direction", row)
            period.lanes = table.text("lanes", row)
            period.limitKmh = try table.number("limit_kmh", row)
            let road = table.text("road", row)
            period.road = RoadWords.road(road)
            if period.road == nil, !road.isEmpty {
                throw table.table.badCell(row, "road", RoadWords.known)
            }
            period.certificate = table.text("certificate", row)
            period.laboratory = table.text("laboratory", row)
            period.certificateFrom = try table.day("certificate_from", row)
            period.certificateTo = try table.day("certificate_to", row)
            period.mode = try mode(table, row)
            period.partner = table.text("partner", row)
            period.speedErrorKmh = try table.number("speed_error_kmh", row)
            (period.entered, period.source) = (entered, path)
            periods.append(period)
        }
        return periods
    }

    private static let register = (
        en: "Name a register of complexes with their verification certificates: serial, "
            + "certificate, laboratory, certificate_from, certificate_to.",
        ru: "Укажите реестр комплексов со свидетельствами о поверке: serial, certificate, "
            + "laboratory, certificate_from, certificate_to.",
        kk: "Тексеру куәліктері бар кешендер тізілімін көрсетіңіз: serial, certificate, "
            + "laboratory, certificate_from, certificate_to."
    )
    private static let withdrawals = (
        en: "Name a table of laboratories without accreditation: laboratory, revoked_from.",
        ru: "Укажите таблицу лабораторий без аккредитации: laboratory, revoked_from.",
        kk: "Аккредиттеуі жоқ зертханалар кестесін көрсетіңіз: laboratory, revoked_from."
    )

    /// Opens a table; a missing file is answered with what it should hold.
    private static func opened(
        _ path: String,
        _ what: (en: String, ru: String, kk: String),
        _ names: [(name: String, synonyms: [String])]
    ) throws(IntakeError) -> NamedColumns {
        do throws(IntakeError) {
            return try NamedColumns(path, names)
        } catch {
            guard error.code == .fileMissing else { throw error }
            var named = error
            named.remedy = "Check the path. " + what.en
            named.russian?.remedy = "Проверьте путь. " + what.ru
            named.kazakh?.remedy = "Файл жолын тексеріңіз. " + what.kk
            throw named
        }
    }

    private static func mode(_ table: NamedColumns, _ row: Int) throws(IntakeError) -> String {
        switch table.text("mode", row).lowercased() {
        case "": ""
        case "production", "prod", "штатный", "штаттық", "рабочий": "production"
        case "test", "тест", "тестовый", "сынақ": "test"
        default: throw table.table.badCell(row, "mode", "production or test")
        }
    }

    /// Reads laboratories without accreditation: `laboratory`, `revoked_from`, `source`.
    ///
    /// - Throws: `.columnMissing`; `.formatDamaged` with the line of a bad cell.
    package static func laboratories(
        _ path: String
    ) throws(IntakeError) -> [RevokedLaboratory] {
        let table = try opened(
            path,
            withdrawals,
            [
                ("laboratory*", ["name", "lab", "cert_lab", "лаборатория", "зертхана"]),
                ("revoked_from*", ["from", "revoked", "date", "revoked_on", "лишена с", "дата"]),
                ("source", ["источник"]),
            ]
        )
        var list: [RevokedLaboratory] = []
        for row in 0..<table.count {
            guard let from = try table.day("revoked_from", row) else {
                throw table.table.badCell(row, "revoked_from", "a day like 2025-01-30")
            }
            list.append(
                RevokedLaboratory(
                    name: table.text("laboratory", row),
                    from: from,
                    source: table.text("source", row)
                )
            )
        }
        return list
    }
}
