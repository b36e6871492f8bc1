import RoadGeometry
import RoadModel
import Testing
import TestKit

/// A polyline in arrays; macros cannot carry spans.
private struct Line {
    var x: [Double]
    var y: [Double]

    var length: Metres { Polyline.length(x: x.span, y: y.span) }
    func foot(of point: ProjectedPoint) -> PolylineFoot? {
        Polyline.foot(of: point, x: x.span, y: y.span)
    }
    func point(at measure: Metres, offset: Metres = Metres(0)) -> ProjectedPoint? {
        Polyline.point(at: measure, offset: offset, x: x.span, y: y.span)
    }
}

@Suite("A polyline")
struct PolylineTests {
    /// East 100 m, then north 50 m.
    private let x = [0.0, 100, 100]
    private let y = [0.0, 0, 50]

    private func foot(_ px: Double, _ py: Double) throws -> PolylineFoot {
        try #require(Line(x: x, y: y).foot(of: ProjectedPoint(x: px, y: py)))
    }

    @Test("measures its length")
    func length() {
        #expect(Line(x: x, y: y).length == Metres(150))
    }

    @Test("puts a point south of an eastbound line to its right")
    func rightSide() throws {
        let south = try foot(30, -4)
        #expect(south.measure == Metres(30))
        #expect(south.offset == Metres(4))
        #expect(south.bearing == Degrees(90))
        let north = try foot(30, 4)
        #expect(north.offset == Metres(-4))
    }

    @Test("carries measures over the bend")
    func secondPiece() throws {
        let result = try foot(107, 20)
        #expect(result.line == 1)
        #expect(result.measure == Metres(120))
        #expect(result.offset == Metres(7))
        #expect(result.bearing == Degrees(0))
        #expect(result.point == ProjectedPoint(x: 100, y: 20))
    }

    @Test("stops at its ends")
    func ends() throws {
        #expect(try foot(-3, 4).measure == Metres(0))
        #expect(try foot(-3, 4).offset == Metres(-5))
        #expect(try foot(104, 53).measure == Metres(150))
        #expect(try foot(104, 53).offset == Metres(5))
    }

    @Test("keeps the outer wedge of a hairpin on the outer side")
    func hairpin() throws {
        // East, then back west-north-west: the tip's wedge is to the right of the whole line.
        let hx = [0.0, 100, 0]
        let hy = [0.0, 0, 20]
        for (px, py) in [(105.0, -3.0), (105, 1), (105, 4)] {
            let result = try #require(Line(x: hx, y: hy).foot(of: ProjectedPoint(x: px, y: py)))
            #expect(result.offset.value > 0, "(\(px), \(py))")
        }
    }

    @Test("finds the same nearest point as a fine walk along the line", arguments: 1...40)
    func oracle(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 2...12, using: &random)
        let vx = (0..<count).map { _ in Double.random(in: 0...100, using: &random) }
        let vy = (0..<count).map { _ in Double.random(in: 0...100, using: &random) }
        let p = ProjectedPoint(
            x: .random(in: -20...120, using: &random),
            y: .random(in: -20...120, using: &random)
        )
        let result = try #require(Line(x: vx, y: vy).foot(of: p))
        let total = Line(x: vx, y: vy).length.value
        var nearest = Double.infinity
        for step in 0...20_000 {
            let at = Metres(total * Double(step) / 20_000)
            let q = try #require(Line(x: vx, y: vy).point(at: at))
            nearest = min(nearest, q.distance(to: p).value)
        }
        #expect(abs(abs(result.offset.value) - result.point.distance(to: p).value) < 1e-9)
        #expect(abs(result.offset.value) <= nearest + 1e-9)
        #expect(abs(result.offset.value) > nearest - total / 20_000)
        let again = try #require(Line(x: vx, y: vy).point(at: result.measure))
        #expect(again.distance(to: result.point).value < 1e-9)
    }

    @Test("leads from a measure and an offset back to both", arguments: 1...40)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let vx = [0.0, 500, 1100]
        let vy = [0.0, Double.random(in: -50...50, using: &random), 0]
        let measure = Metres(Double.random(in: 100...400, using: &random))
        let offset = Metres(Double.random(in: -30...30, using: &random))
        let p = try #require(Line(x: vx, y: vy).point(at: measure, offset: offset))
        let back = try #require(Line(x: vx, y: vy).foot(of: p))
        #expect(abs(back.measure.value - measure.value) < 1e-6)
        #expect(abs(back.offset.value - offset.value) < 1e-6)
    }

    @Test("has no foot without vertices or for a point that is not a number")
    func nothing() {
        let none: [Double] = []
        let p = ProjectedPoint(x: 1, y: 1)
        #expect(Line(x: none, y: none).foot(of: p) == nil)
        #expect(Line(x: none, y: none).point(at: Metres(1)) == nil)
        #expect(
            Line(x: x, y: y).foot(of: ProjectedPoint(x: .nan, y: 0)) == nil
        )
        #expect(Line(x: x, y: y).point(at: Metres(.nan)) == nil)
    }

    @Test("of one vertex is a point, of repeated vertices still a line")
    func degenerate() throws {
        let one = [7.0]
        let alone = try #require(Line(x: one, y: one).foot(of: ProjectedPoint(x: 10, y: 11)))
        #expect(alone.offset == Metres(5))
        #expect(alone.measure == Metres(0))
        let rx = [0.0, 0, 10, 10]
        let ry = [0.0, 0, 0, 0]
        let middle = try #require(Line(x: rx, y: ry).foot(of: ProjectedPoint(x: 4, y: 3)))
        #expect(middle.measure == Metres(4))
        #expect(
            Line(x: rx, y: ry).point(at: Metres(99)) == ProjectedPoint(x: 10, y: 0)
        )
    }
}

@Suite("A grid bearing")
struct GridBearingTests {
    @Test("counts clockwise from north and stays below 360")
    func quadrants() {
        #expect(GridBearing.of(dx: 0, dy: 1) == Degrees(0))
        #expect(GridBearing.of(dx: 1, dy: 0) == Degrees(90))
        #expect(GridBearing.of(dx: 0, dy: -1) == Degrees(180))
        #expect(GridBearing.of(dx: -1, dy: 0) == Degrees(270))
        #expect(GridBearing.of(dx: -1e-20, dy: 1).value < 360)
        #expect(GridBearing.of(dx: 0, dy: 0) == Degrees(0))
    }
}
