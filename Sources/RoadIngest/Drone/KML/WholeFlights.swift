import RoadModel

/// Gathers flights that come in one part each, in order.
internal final class WholeFlights: FlightSink {
    /// The flights so far.
    private(set) var all: [Flight] = []

    func take(_ part: Flight, of number: Int, isLast: Bool) { all.append(part) }
}
