import RoadGeodata
import RoadLocate
import RoadModel
import RoadNetwork
import TestKit
import Testing

/// Simulated drives on the Almaty extract with the exact route of each.
@Suite("Drives in Almaty")
struct AlmatyTrackTests {
    private struct Pair: Hashable {
        var track: Substring
        var from: Int64
        var to: Int64
    }

    @Test(
        "are found with almost nothing added and almost nothing missed",
        .enabled(if: SharedReference.isPresent, SharedReference.absence),
        arguments: [("p15_std", 0.994), ("p30_sparse", 0.985), ("p10_noisy", 0.96)]
    )
    func almaty(profile: String, least: Double) throws {
        let source = try RoadFileImporter.importRoads(
            path: SharedReference.path("mapmatch/osm/almaty_2013.osm.pbf")
        )
        let network = try CompiledNetwork(image: NetworkCompiler.compile(source))
        let transform = try CoordinateTransform.intoNetwork(source.crs)
        let graph = TrackGraph(network)
        let matcher = TrackMatcher(graph)
        var scratch = TrackScratch(graph)
        let fixText = try text("mapmatch/synth/almaty/obs_\(profile).csv")
        let truthText = try text("mapmatch/synth/almaty/truth_routes.csv")
        var found: Set<Pair> = []
        for (track, rows) in grouped(fixText) {
            var fixes = TrackFixes()
            for row in rows {
                let place = GeodeticCoordinate(
                    latitude: Degrees(try #require(Double(row[3]))),
                    longitude: Degrees(try #require(Double(row[2])))
                )
                let projected = transform.forward(place)
                let point = try #require(projected)
                fixes.append(seconds: try #require(Double(row[1])), x: point.x, y: point.y)
            }
            for pair in matcher.match(fixes, scratch: &scratch).nodePairs(network) {
                found.insert(Pair(track: track, from: pair.from, to: pair.to))
            }
        }
        var truth: Set<Pair> = []
        for (track, rows) in grouped(truthText) {
            // The fixes need not reach the ends of a drive.
            for row in rows.dropFirst(2).dropLast(2) {
                truth.insert(
                    Pair(
                        track: track,
                        from: try #require(Int64(row[3])),
                        to: try #require(Int64(row[4]))
                    )
                )
            }
        }
        #expect(truth.count > 1000)
        let kept = Double(truth.intersection(found).count)
        #expect(kept / Double(truth.count) >= least, "\(kept) of \(truth.count)")
        // Two lines at each end of a drive are true and not in the set.
        #expect(kept / Double(found.count) >= least - 0.06, "\(kept) of \(found.count)")
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try SharedReference.bytes(path), as: UTF8.self)
    }

    private func grouped(_ text: String) -> [(Substring, [[Substring]])] {
        var groups: [(Substring, [[Substring]])] = []
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            if groups.last?.0 != fields[0] { groups.append((fields[0], [])) }
            groups[groups.count - 1].1.append(fields)
        }
        return groups
    }
}
