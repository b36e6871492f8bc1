extension LayoutPlan {
    /// Middle line of the highway at a station, with the unit vector to its right.
    ///
    /// A station is the distance eastwards from the ring, not along the line.
    func highwayLine(at station: Double) -> (point: PlanPoint, right: PlanPoint) {
        let wave = 2 * Double.pi / highwayWave
        let point = PlanPoint(
            x: ringRadius + station,
            y: highwaySwing * Elementary.sine(wave * station)
        )
        return (point, PlanPoint(x: 1, y: highwaySlope(at: station)).unit.rightward)
    }

    /// Length of the middle line from the ring to a station: the kilometre posts' measure.
    func highwayLength(to station: Double) -> Double {
        // Simpson's rule on parts of at most 50 m is right within a millimetre.
        let parts = max(1, Int((station / 50).rounded(.up)))
        let step = station / Double(parts)
        var sum = 0.0
        for part in 0..<parts {
            let a = Double(part) * step
            sum += stretch(at: a) + 4 * stretch(at: a + step / 2) + stretch(at: a + step)
        }
        return sum * step / 6
    }

    /// The station at a length along the middle line, or `nil` beyond the end.
    func highwayStation(atLength length: Double) -> Double? {
        guard length <= highwayLength(to: highwayLength) else { return nil }
        var station = length / stretch(at: 0)
        // Newton's method: the derivative is the line's stretch.
        for _ in 0..<20 {
            station -= (highwayLength(to: station) - length) / stretch(at: station)
        }
        return station
    }

    private func highwaySlope(at station: Double) -> Double {
        let wave = 2 * Double.pi / highwayWave
        return highwaySwing * wave * Elementary.cosine(wave * station)
    }

    private func stretch(at station: Double) -> Double {
        let slope = highwaySlope(at: station)
        return (1 + slope * slope).squareRoot()
    }
}
