/// What a complex recorded: a kind of violation, or a passage without one.
///
/// The raw value is the code in files, tables and options. Names: Code of Administrative Offences
/// articles 590–607 and the vocabulary of order 971; English names are the project's own.
package enum ViolationKind: String, Sendable, Codable, CaseIterable {
    /// Speed above the limit at one point.
    case speedInstant = "SPEED_INSTANT"
    /// Speed above the limit as the mean over a section.
    case speedAverage = "SPEED_AVERAGE"
    /// Passing a prohibiting signal.
    case redLight = "RED_LIGHT"
    /// Stopping beyond the stop line.
    case stopLine = "STOP_LINE"
    /// Driving in a bus lane.
    case busLane = "BUS_LANE"
    /// Wrong change of lane before a junction.
    case laneChange = "LANE_CHANGE"
    /// Driving into the oncoming lane.
    case oncoming = "ONCOMING"
    /// Crossing a solid line.
    case solidLine = "SOLID_LINE"
    /// Stopping or parking where it is forbidden.
    case parking = "PARKING"
    /// Not yielding to pedestrians.
    case pedestrian = "PEDESTRIAN"
    /// Entering a blocked junction.
    case junctionBlock = "JUNCTION_BLOCK"
    /// Breaking the rules of a level crossing.
    case railCrossing = "RAIL_CROSSING"
    /// Not wearing a seat belt.
    case belt = "BELT"
    /// Holding a telephone while driving.
    case phone = "PHONE"
    /// Driving against a one-way road.
    case wrongWay = "WRONG_WAY"
    /// Turning back, turning or reversing where it is forbidden.
    case uTurnReverse = "UTURN_REVERSE"
    /// A passage without a violation.
    case passage = "PASSAGE"

    /// Whether the record is a violation and not a mere passage.
    package var isViolation: Bool { self != .passage }

    /// Whether the record has no meaning without a measured speed.
    package var needsSpeed: Bool { self == .speedInstant || self == .speedAverage }

    /// The name as reports and the interface print it, lower case.
    package func name(_ language: Language) -> String {
        switch language {
        case .kk: names.kk
        case .ru: names.ru
        case .en: names.en
        }
    }

    private var names: (kk: String, ru: String, en: String) {
        switch self {
        case .speedInstant:
            (
                "жылдамдықты асыру (лездік)", "превышение скорости (мгновенная)",
                "speeding, spot"
            )
        case .speedAverage:
            ("орташа жылдамдықты асыру", "превышение средней скорости", "speeding, section")
        case .redLight:
            ("тыйым салынған сигналға өту", "проезд на запрещающий сигнал", "prohibiting signal")
        case .stopLine: ("тоқтау сызығынан өту", "заезд на стоп-линию", "stop line")
        case .busLane: ("автобус жолағымен жүру", "проезд по автобусной полосе", "bus lane")
        case .laneChange:
            (
                "қиылыс алдында дұрыс қайта сапқа тұрмау",
                "неправильное перестроение перед перекрёстком", "wrong lane change"
            )
        case .oncoming: ("қарсы жолаққа шығу", "выезд на встречную полосу", "oncoming lane")
        case .solidLine:
            ("үздіксіз сызықты кесу", "пересечение сплошной", "crossing solid line")
        case .parking: ("аялдау/тұрақ", "остановка/стоянка", "stopping or parking")
        case .pedestrian:
            (
                "жаяу жүргіншіге жол бермеу", "непредоставление преимущества пешеходам",
                "not yielding to pedestrians"
            )
        case .junctionBlock:
            ("кептелісте қиылысқа шығу", "выезд на перекрёсток при заторе", "junction block")
        case .railCrossing: ("теміржол өтпесі", "железнодорожный переезд", "level crossing")
        case .belt: ("қауіпсіздік белдігі", "ремень безопасности", "seat belt")
        case .phone: ("рульде телефон", "телефон за рулём", "phone in hand")
        case .wrongWay:
            (
                "бір жақты жолмен қарсы", "встречное движение по односторонней дороге",
                "wrong way on one-way road"
            )
        case .uTurnReverse:
            (
                "тыйым салынған жерде бұрылу/артқа жүру",
                "разворот, поворот или задний ход в запрещённом месте",
                "prohibited turn or reverse"
            )
        case .passage:
            ("бұзушылықсыз өту", "проезд без нарушения", "passage without violation")
        }
    }
}
