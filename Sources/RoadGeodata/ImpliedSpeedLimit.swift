import RoadModel

/// General speed limits for roads whose source states none.
///
/// Source: traffic rules of Kazakhstan 73 and 74 (order 534 of 2023-06-30) for cars. What a source
/// leaves open is taken as follows: motorways and trunk roads run outside settlements, all other
/// public roads inside. Service roads count as yards; 40 on tracks is a convention, not law.
enum ImpliedSpeedLimit {
    /// The general limit of a road.
    ///
    /// - Parameters:
    ///   - roadClass: The road's rank.
    ///   - zone: Where it lies, when the source says so.
    /// - Returns: The limit in km/h.
    static func kmh(for roadClass: RoadClass, in zone: SpeedZone?) -> UInt8 {
        switch roadClass {
        case .livingStreet, .service: return 20
        case .track: return 40
        default: break
        }
        switch zone {
        case .urban: return 60
        case .rural: return roadClass == .motorway ? 140 : 100
        case .motorway: return 140
        case .livingStreet: return 20
        case nil: break
        }
        switch roadClass {
        case .motorway: return 140
        case .trunk: return 100
        default: return 60
        }
    }
}
