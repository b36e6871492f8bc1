import RoadModel

/// Degrees to the whole units of a drawing, north up, true in shape around the middle.
struct Projection {
    private let view: MapExtent
    private let width: Double
    private let height: Double

    init(view: MapExtent, width: Double, height: Double) {
        (self.view, self.width, self.height) = (view, width, height)
    }

    /// Where a point lies, in units from the upper left corner; may lie outside.
    func callAsFunction(_ point: LonLat) -> (Int, Int) {
        let x = (Double(point.x) - view.west) / (view.east - view.west) * width
        let y = (view.north - Double(point.y)) / (view.north - view.south) * height
        return (Int(x.rounded()), Int(y.rounded()))
    }

    /// Whether a point lies within the drawing.
    func isInside(_ point: LonLat) -> Bool {
        let (x, y) = self(point)
        return x >= 0 && y >= 0 && x <= Int(width) && y <= Int(height)
    }

    /// The ground length of some units.
    func metres(perUnits units: Double) -> Metres {
        Metres(units * (view.east - view.west) * view.shrink * 1.1132 / width)
    }

    /// A path in relative steps; empty when the line lies wholly outside or is a point.
    ///
    /// A line shorter than `minimum` is drawn that long, so that it can be seen.
    func path(_ line: [LonLat], minimum: Int = 0) -> String {
        let points = line.map { self($0) }
        let isOutside =
            points.allSatisfy { $0.0 < 0 } || points.allSatisfy { $0.1 < 0 }
            || points.allSatisfy { $0.0 > Int(width) } || points.allSatisfy { $0.1 > Int(height) }
        guard !isOutside, var last = points.first else { return "" }
        var text = "M\(last.0) \(last.1)"
        var steps = ""
        for point in points.dropFirst() where point != last {
            let (dx, dy) = (point.0 - last.0, point.1 - last.1)
            steps += "l\(dx)\(dy < 0 ? "" : " ")\(dy)"
            last = point
        }
        if steps.isEmpty {
            guard minimum > 0 else { return "" }
            steps = "l\(minimum) 0"
        }
        text += steps
        return text
    }
}
