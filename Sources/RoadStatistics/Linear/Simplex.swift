/// Minimises a function of a few numbers without derivatives (Nelder & Mead 1965).
enum Simplex {
    /// The place of a minimum near a start; values that are not finite count as very bad.
    ///
    /// The search restarts once from its own result, which frees it from a flat simplex.
    static func minimum(
        from start: [Double],
        step: Double,
        tolerance: Double = 1e-10,
        rounds: Int = 2,
        _ function: ([Double]) -> Double
    ) -> (place: [Double], value: Double) {
        var best = start
        var value = function(start)
        for round in 0..<rounds {
            (best, value) = search(
                best,
                round == 0 ? step : step / 4,
                tolerance,
                function
            )
        }
        return (best, value)
    }

    private static func search(
        _ start: [Double],
        _ step: Double,
        _ tolerance: Double,
        _ function: ([Double]) -> Double
    ) -> (place: [Double], value: Double) {
        let n = start.count
        func value(_ place: [Double]) -> Double {
            let result = function(place)
            return result.isFinite ? result : .greatestFiniteMagnitude
        }
        var corners: [(place: [Double], value: Double)] = [(start, value(start))]
        for axis in 0..<n {
            var place = start
            place[axis] += step
            corners.append((place, value(place)))
        }
        for _ in 0..<400 * n {
            corners.sort { $0.value < $1.value }
            let (low, high) = (corners[0].value, corners[n].value)
            let spread =
                (0..<n).map { axis in
                    abs(corners[n].place[axis] - corners[0].place[axis])
                }.max() ?? 0
            if abs(high - low) <= tolerance * (abs(low) + 1e-8), spread < 1e-5 { break }
            let middle = (0..<n).map { axis in
                corners.dropLast().reduce(0) { $0 + $1.place[axis] } / Double(n)
            }
            func point(_ factor: Double) -> (place: [Double], value: Double) {
                let place = (0..<n).map {
                    middle[$0] + factor * (corners[n].place[$0] - middle[$0])
                }
                return (place, value(place))
            }
            let mirrored = point(-1)
            if mirrored.value < low {
                let further = point(-2)
                corners[n] = further.value < mirrored.value ? further : mirrored
            } else if mirrored.value < corners[n - 1].value {
                corners[n] = mirrored
            } else {
                let nearer = mirrored.value < high ? point(-0.5) : point(0.5)
                if nearer.value < min(high, mirrored.value) {
                    corners[n] = nearer
                } else {
                    for corner in 1...n {
                        let place = (0..<n).map {
                            (corners[corner].place[$0] + corners[0].place[$0]) / 2
                        }
                        corners[corner] = (place, value(place))
                    }
                }
            }
        }
        return corners.min { $0.value < $1.value } ?? (start, value(start))
    }
}
