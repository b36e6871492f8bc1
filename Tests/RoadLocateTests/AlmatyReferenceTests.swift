import RoadGeodata
import RoadLocate
import RoadModel
import RoadNetwork
import TestKit
import Testing

/// 720 simulated observations on the Almaty extract with the segment each was made on.
@Suite("Single observations in Almaty")
struct AlmatyReferenceTests {
    private struct Row {
        var observation: PointObservation
        var way: Int64
        var from: Int64
        var to: Int64
        var name: String
        var ref: String
    }

    private struct Tally {
        var right = 0
        var unanswered = 0
        var said = [Double](repeating: 0, count: 10)
        var held = [Double](repeating: 0, count: 10)
        var total = 0

        var share: Double { Double(right) / Double(max(1, total)) }
        var calibrationError: Double {
            zip(said, held).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(max(1, total))
        }
    }

    @Test(
        "are put on the right way in the right direction, with honest probabilities",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func almaty() throws {
        let source = try RoadFileImporter.importRoads(
            path: SharedReference.path("mapmatch/osm/almaty_2013.osm.pbf")
        )
        let network = try CompiledNetwork(image: NetworkCompiler.compile(source))
        let rows = try rows(crs: source.crs)
        #expect(rows.count == 720)
        let plain = tally(rows, network, withNames: false)
        let named = tally(rows, network, withNames: true)
        #expect(plain.unanswered == 0)
        #expect(named.unanswered == 0)
        // With names, 11 of the 20 misses carry the true way's name: they lie beyond the end of
        // the way, where the error of the fix decides and no matcher can.
        #expect(plain.share >= 0.955, "\(plain.right) of \(plain.total)")
        #expect(named.share >= 0.965, "\(named.right) of \(named.total)")
        #expect(plain.calibrationError <= 0.03)
        #expect(named.calibrationError <= 0.03)
    }

    private func tally(_ rows: [Row], _ network: CompiledNetwork, withNames: Bool) -> Tally {
        let matcher = PointMatcher(network, traffic: TrafficShare(network))
        var scratch = PointMatchScratch()
        var tally = Tally()
        for row in rows {
            var observation = row.observation
            if withNames {
                observation.names = RoadNameEvidence(
                    name: row.name,
                    ref: row.ref,
                    isExhaustive: true
                )
            }
            let answer = matcher.decide(observation, scratch: &scratch)
            tally.total += 1
            guard answer.way != nil else {
                tally.unanswered += 1
                continue
            }
            let isRight = answer.way == row.way && runs(answer.segment, row, network)
            let probability = answer.confidence
            tally.right += isRight ? 1 : 0
            tally.said[min(9, Int(probability * 10))] += probability
            tally.held[min(9, Int(probability * 10))] += isRight ? 1 : 0
        }
        return tally
    }

    /// Whether a segment runs along its way as the true one does.
    private func runs(_ id: SegmentID, _ row: Row, _ network: CompiledNetwork) -> Bool {
        let c = network.columns
        let isForward = network.segment(id).isForward
        for piece in 0..<UInt32(network.pieceCount) where c.pieceWay[piece] == row.way {
            let vertices = network.vertices(piece: piece)
            for v in vertices.dropLast() {
                let pair = (c.vertexNode[v], c.vertexNode[v + 1])
                if pair == (row.from, row.to) { return isForward }
                if pair == (row.to, row.from) { return !isForward }
            }
        }
        return false
    }

    private func rows(crs: String) throws -> [Row] {
        let bytes = try SharedReference.bytes("mapmatch/synth/almaty/single.csv")
        let transform = try CoordinateTransform.intoNetwork(crs)
        var rows: [Row] = []
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .dropFirst()
        {
            // No field of this file is quoted.
            let f = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let place = GeodeticCoordinate(
                latitude: Degrees(try #require(Double(f[2]))),
                longitude: Degrees(try #require(Double(f[1])))
            )
            // Macros cannot take a transform, which is not copyable.
            let turn = transform.gridConvergence(at: place)
            let point = transform.forward(place)
            let heading = try #require(Double(f[3])) - (try #require(turn)).value
            rows.append(
                Row(
                    observation: PointObservation(
                        point: try #require(point),
                        sigma: Metres(try #require(Double(f[6]))),
                        heading: Degrees(heading),
                        headingSigma: nil
                    ),
                    way: try #require(Int64(f[7])),
                    from: try #require(Int64(f[8])),
                    to: try #require(Int64(f[9])),
                    name: f[4],
                    ref: f[5]
                )
            )
        }
        return rows
    }
}
