import RoadIngest
import RoadModel
import Testing

@Suite("Doubtful fixes")
struct FlightPlausibilityTests {
    /// A flight northwards at 10 m/s, a fix a second.
    private func flight(_ count: Int, jumping: [Int: (Double, Double)] = [:]) -> Flight {
        var flight = Flight(format: "test")
        for row in 0..<count {
            let (north, east) = jumping[row] ?? (0, 0)
            flight.fixes.vehicleMicroseconds.append(Int64(row) * 1_000_000)
            flight.fixes.latitudeDegrees.append(51.1 + Double(row) * 9e-5 + north)
            flight.fixes.longitudeDegrees.append(71.4 + east)
        }
        return flight
    }

    private func doubts(_ flight: Flight) -> [Int64] {
        var flight = flight
        FlightPlausibility.mark(&flight)
        let marked = flight.events.filter { $0.kind == .doubt }
        #expect(flight.warnings.count == (marked.isEmpty ? 0 : 1))
        return marked.map { $0.vehicleMicroseconds / 1_000_000 }
    }

    @Test("a flight without jumps is not doubted")
    func steady() { #expect(doubts(flight(50)).isEmpty) }

    @Test(
        "one fix far away is marked and kept, wherever it stands",
        arguments: [0, 1, 25, 48, 49]
    )
    func jump(row: Int) {
        let found = flight(50, jumping: [row: (0.05, -0.03)])
        #expect(doubts(found) == [Int64(row)])
        #expect(found.fixes.count == 50)
    }

    @Test("a step of 100 m, as when a receiver settles, is believed")
    func settling() { #expect(doubts(flight(50, jumping: [0: (0.0009, 0)])).isEmpty) }

    @Test("crossing the 180th meridian is no jump")
    func antimeridian() {
        var crossing = flight(4)
        crossing.fixes.longitudeDegrees = [179.9999, 180, -179.9999, -179.9998]
        #expect(doubts(crossing).isEmpty)
    }

    @Test("the same place an hour later is no jump, and too few fixes are not judged")
    func degenerate() {
        #expect(doubts(flight(0)).isEmpty)
        #expect(doubts(flight(1)).isEmpty)
        #expect(doubts(flight(2, jumping: [1: (5, 5)])).isEmpty)
    }
}
