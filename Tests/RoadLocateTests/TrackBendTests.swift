import RoadLocate
import RoadModel
import Testing
import TestKit

/// A place on a bent road is told by distance and direction together.
@Suite("Places beside a bend")
struct TrackBendTests {
    /// One way that turns south by a right angle.
    private func bend() -> RoadSketch {
        var sketch = RoadSketch(
            metresPerCell: 10,
            """
            A-----------------------------B
                                          |
                                          |
                                          |
                                          |
                                          C
            """
        )
        sketch.way(1, "ABC")
        return sketch
    }

    /// A drive east to near the bend, whose last fix lies inside of it with some heading; `beside` and
    /// `below` are its distances from both lines, in metres.
    private func place(
        beside: Double,
        below: Double,
        heading: Double,
        ellipse: ErrorCovariance? = nil
    ) throws -> ProjectedPoint? {
        let sketch = bend()
        var fixes = TrackFixes()
        for i in 0..<6 {
            fixes.append(
                seconds: Double(5 * i),
                x: sketch["B"].x - Double(280 - 40 * i),
                y: sketch["B"].y,
                heading: 90,
                covariance: ellipse
            )
        }
        fixes.append(
            seconds: 30,
            x: sketch["B"].x - beside,
            y: sketch["B"].y - below,
            heading: heading,
            covariance: ellipse
        )
        let match = try sketch.match(fixes)
        #expect(match.interruptions.isEmpty && match.offNetwork.isEmpty)
        return match.places[6].map { ProjectedPoint(x: $0.x, y: $0.y) }
    }

    @Test("The heading tells on which side of the bend a fix between both lines lies")
    func told() throws {
        let sketch = bend()
        // The road west to east is the nearer one.
        let south = try #require(try place(beside: 9, below: 6, heading: 180))
        #expect(south.x == sketch["B"].x && abs(south.y - (sketch["B"].y - 6)) < 1e-6)
        let east = try #require(try place(beside: 9, below: 6, heading: 90))
        #expect(east.y == sketch["B"].y && abs(east.x - (sketch["B"].x - 9)) < 1e-6)
        let untold = try #require(try place(beside: 9, below: 6, heading: .nan))
        #expect(untold == east)
    }

    @Test(
        "A heading does not call a fix to a line that is too far off, in a burst of multipath either",
        arguments: [(60.0, 3.0), (41, 11)]
    )
    func tooFar(beside: Double, below: Double) throws {
        let sketch = bend()
        let place = try #require(try place(beside: beside, below: below, heading: 180))
        #expect(place.y == sketch["B"].y && abs(place.x - (sketch["B"].x - beside)) < 1e-6)
    }

    @Test("Under an error ellipse the metric of the fix decides with the heading")
    func ellipse() throws {
        let sketch = bend()
        let round = ErrorCovariance(eastEast: 64, eastNorth: 0, northNorth: 64)
        let long = ErrorCovariance(eastEast: 25, eastNorth: 0, northNorth: 400)
        for covariance in [round, long] {
            let south = try #require(
                try place(beside: 9, below: 6, heading: 180, ellipse: covariance)
            )
            #expect(south.x == sketch["B"].x, "\(String(describing: covariance))")
        }
    }
}
