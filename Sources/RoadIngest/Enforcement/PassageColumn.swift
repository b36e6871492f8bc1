/// A column of a complex's record.
///
/// Names and their Russian and Kazakh forms: order 971 of the Ministry of Internal Affairs of
/// 31.12.2014, annex 1-1 point 2, and the note to article 31 of the Code of Administrative
/// Offences.
package enum PassageColumn: Int, Sendable, CaseIterable {
    case deviceName, deviceSerial, eventTime, eventType, direction, siteLatitude, siteLongitude
    case placeText, certificate, certificateValidUntil, vehicleKind, vehicleMake, plate
    case speedMeasured, speedLimit, lane, deviceMode, heading, accuracy
    case laboratory, speedError, photos, photoHashes

    /// The canonical name in a header.
    package var name: String { Self.specs[rawValue].name }

    /// Whether a file without the column is refused: what order 971 prints on every photo.
    package var isMandatory: Bool { Self.specs[rawValue].isMandatory }

    /// Every column as the header matcher wants it, in the order of the raw values.
    package static let specs = allCases.map(\.madeSpec)

    /// Made once, for `specs`: reducing the names is work.
    private var madeSpec: ColumnSpec {
        switch self {
        case .deviceName:
            ColumnSpec(
                "device_name",
                synonyms: [
                    "наименование радара/комплекса", "наименование комплекса", "кешеннің атауы",
                    "device name",
                ],
                isMandatory: true
            )
        case .deviceSerial:
            ColumnSpec(
                "device_serial",
                synonyms: ["заводской номер", "зауыттық нөмірі", "serial number"],
                isMandatory: true
            )
        case .eventTime:
            ColumnSpec(
                "event_time",
                synonyms: [
                    "дата и время фиксации события", "оқиғаны тіркеу күні мен уақыты",
                    "capture time",
                ],
                isMandatory: true
            )
        case .eventType:
            ColumnSpec(
                "event_type",
                synonyms: ["тип фиксируемого события", "тіркелетін оқиғаның түрі"],
                isMandatory: true
            )
        case .direction:
            ColumnSpec(
                "direction",
                synonyms: [
                    "направление движения ТС", "направление движения",
                    "көлік құралының қозғалыс бағыты",
                ],
                isMandatory: true
            )
        case .siteLatitude:
            ColumnSpec(
                "site_lat",
                synonyms: [
                    "координаты места установки (широта)", "широта",
                    "орнату орнының координаты (ендік)", "ендік", "site latitude",
                ],
                isMandatory: true
            )
        case .siteLongitude:
            ColumnSpec(
                "site_lon",
                synonyms: [
                    "координаты места установки (долгота)", "долгота",
                    "орнату орнының координаты (бойлық)", "бойлық", "site longitude",
                ],
                isMandatory: true
            )
        case .placeText:
            ColumnSpec(
                "place_text",
                synonyms: [
                    "информация о месте фиксации события", "тіркеу орны туралы ақпарат",
                ],
                isMandatory: true
            )
        case .certificate:
            ColumnSpec(
                "cert_no",
                synonyms: [
                    "номер свидетельства о поверке",
                    "салыстырып тексеру туралы куәліктің нөмірі",
                ],
                isMandatory: true
            )
        case .certificateValidUntil:
            ColumnSpec(
                "cert_valid_until",
                synonyms: [
                    "срок действия свидетельства о поверке", "куәліктің қолданылу мерзімі",
                ],
                isMandatory: true
            )
        case .vehicleKind: ColumnSpec("vehicle_kind", synonyms: ["вид ТС", "көлік құралының түрі"])
        case .vehicleMake:
            ColumnSpec("vehicle_make", synonyms: ["марка ТС", "көлік құралының маркасы"])
        case .plate:
            ColumnSpec(
                "plate",
                synonyms: [
                    "государственный регистрационный номерной знак (ГРНЗ)", "ГРНЗ",
                    "мемлекеттік тіркеу нөмірлік белгісі (МТНБ)", "МТНБ",
                ]
            )
        case .speedMeasured:
            ColumnSpec("speed_measured", synonyms: ["измеренная скорость", "өлшенген жылдамдық"])
        case .speedLimit:
            ColumnSpec(
                "speed_limit",
                synonyms: ["разрешенная скорость", "рұқсат етілген жылдамдық"]
            )
        case .lane: ColumnSpec("lane", synonyms: ["полоса движения", "қозғалыс жолағы"])
        case .deviceMode:
            ColumnSpec(
                "device_mode",
                synonyms: ["режим (тест/штатный)", "режим (сынақ/штаттық)", "режим"]
            )
        case .heading: ColumnSpec("heading", synonyms: ["азимут"])
        case .accuracy: ColumnSpec("accuracy_m", synonyms: ["точность, м", "дәлдік, м"])
        case .laboratory:
            ColumnSpec(
                "cert_lab",
                synonyms: [
                    "поверочная лаборатория", "салыстырып тексеру зертханасы", "laboratory",
                    "cert_laboratory",
                ]
            )
        case .speedError:
            ColumnSpec("speed_error", synonyms: ["погрешность", "қателік", "speed_error_kmh"])
        case .photos:
            ColumnSpec(
                "photo_files",
                synonyms: ["photos", "photo", "photo_file", "фотоматериалы", "фото", "images"]
            )
        case .photoHashes:
            ColumnSpec(
                "photo_sha256",
                synonyms: ["photo_hashes", "photo_hash", "photos_sha256", "sha256", "хеш фото"]
            )
        }
    }
}
