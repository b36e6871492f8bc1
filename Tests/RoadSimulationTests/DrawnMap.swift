import Foundation

/// The written map, read back line by line by other means than the simulation's.
struct DrawnMap {
    struct Way {
        var nodes: [Int] = []
        var tags: [String: String] = [:]
    }

    private(set) var places: [Int: (lon: Double, lat: Double)] = [:]
    private(set) var nodeTags: [Int: [String: String]] = [:]
    private(set) var ways: [Int: Way] = [:]
    private(set) var relations = 0

    init(_ text: String) {
        var node = 0
        var way = 0
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            let tag = line.trimmingCharacters(in: .whitespaces)
            if tag.hasPrefix("<node") {
                (node, way) = (Int(parts[1]) ?? 0, 0)
                places[node] = (Double(parts[7]) ?? .nan, Double(parts[5]) ?? .nan)
            } else if tag.hasPrefix("<way") {
                way = Int(parts[1]) ?? 0
                ways[way] = Way()
            } else if tag.hasPrefix("<relation") {
                relations += 1
                way = 0
                node = 0
            } else if tag.hasPrefix("<nd") {
                ways[way]?.nodes.append(Int(parts[1]) ?? 0)
            } else if tag.hasPrefix("<tag") {
                let (key, value) = (String(parts[1]), String(parts[3]))
                if way != 0 {
                    ways[way]?.tags[key] = value
                } else {
                    nodeTags[node, default: [:]][key] = value
                }
            }
        }
    }

    /// The nodes of a way from `u` to `v`, turned round when the way has them the other way.
    func path(way: Int, from u: Int, to v: Int) -> [Int]? {
        guard let nodes = ways[way]?.nodes else { return nil }
        for candidate in [nodes, nodes.reversed()] {
            // A closed way begins and ends with the same node: look for `v` after `u`.
            for (index, node) in candidate.enumerated() where node == u {
                let rest = candidate[(index + 1)...]
                if let end = rest.firstIndex(of: v) { return Array(candidate[index...end]) }
            }
        }
        return nil
    }

    /// The place so many metres along a path, by Gauss's mid-latitude formula on WGS 84.
    func place(on path: [Int], at measure: Double) -> (lon: Double, lat: Double)? {
        var rest = measure
        for (a, b) in zip(path, path.dropFirst()) {
            guard let p = places[a], let q = places[b] else { return nil }
            let length = metres(p, q)
            if rest <= length {
                let share = rest / length
                return (p.lon + (q.lon - p.lon) * share, p.lat + (q.lat - p.lat) * share)
            }
            rest -= length
        }
        // Rounding of the measure to millimetres may end just beyond the last vertex.
        return rest < 0.002 ? path.last.flatMap { places[$0] } : nil
    }
}

/// Metres between two places that are near each other.
func metres(_ a: (lon: Double, lat: Double), _ b: (lon: Double, lat: Double)) -> Double {
    let phi = (a.lat + b.lat) / 2 * .pi / 180
    let flattening = 1 / 298.257223563
    let e2 = flattening * (2 - flattening)
    let w = (1 - e2 * sin(phi) * sin(phi)).squareRoot()
    let north = (b.lat - a.lat) * .pi / 180 * 6_378_137 * (1 - e2) / (w * w * w)
    let east = (b.lon - a.lon) * .pi / 180 * 6_378_137 / w * cos(phi)
    return (north * north + east * east).squareRoot()
}
