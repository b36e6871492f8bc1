import RoadModel

/// A simulated complex with its paper work.
struct RoadsideComplex {
    /// Where a complex stands from one day on.
    struct Station {
        /// First local day, as days since 1970-01-01.
        var firstDay: Int
        /// Index of the piece it watches.
        var piece: Int
        /// Where along the piece, in metres.
        var measure: Double
        /// Whether it watches both directions.
        var watchesBoth: Bool
        /// Whether it watches the direction of the vertices when it watches one.
        var watchesForward: Bool
    }

    /// Factory number.
    var serial: String
    /// Kind of device; made up.
    var name: String
    /// Whether it moves from day to day.
    var isMobile: Bool
    /// Share of all records, relative to the other complexes.
    var weight: Double
    /// Places in time order; the first one is where work begins.
    var stations: [Station]
    /// Verification certificate.
    var certificate: String
    /// Last day of the certificate, ISO 8601.
    var certificateUntil: String
    /// Until which local day it worked in test mode; 0 for never.
    var testUntilDay: Int

    /// First local day of work.
    var firstDay: Int { stations.first?.firstDay ?? 0 }

    /// The place on a local day.
    func station(onDay day: Int) -> Station? {
        var low = 0
        var high = stations.count
        while low < high {
            let middle = (low + high) / 2
            if stations[middle].firstDay <= day { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? stations[low - 1] : nil
    }
}
