import RoadLocate
import RoadModel
import RoadNetwork

/// The line of JSON that `jol match tracks` writes for a track.
struct TrackRunLine {
    let track: TrackRunTable.Track
    let match: TrackMatch
    let network: CompiledNetwork
    let longitude: [Double]
    let latitude: [Double]
    let cpuSeconds: Double
    /// Whether the competing routes are written.
    let listsRivals: Bool

    /// `{"track","segs","pts","conf","confidence","mismatch","breaks","off","sigma","cpu"}`, with `parts`
    /// where the route has more than one; without `segs` and with `reason` when no fix has a place.
    func text() -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(40 * match.places.count + 32 * 1024)
        line += "{\"track\":".utf8
        line.append(quoted: track.name)
        if match.parts.isEmpty {
            let reason = match.interruptions.first?.reason ?? .offNetwork
            line += ",\"reason\":\"\(reason.rawValue)\"".utf8
        } else {
            let parts = match.nodePairsByPart(network)
            line += ",\"segs\":".utf8
            append(parts.flatMap(\.self), to: &line)
            if parts.count > 1 { appendStarts(parts.map(\.count), to: &line) }
        }
        appendPlaces(to: &line)
        if !match.parts.isEmpty {
            line += ",\"confidence\":".utf8
            line.append(match.confidence, decimals: 4)
            line += ",\"mismatch\":".utf8
            line.append(match.expectedMismatch, decimals: 5)
        }
        line += ",\"breaks\":[".utf8
        for (index, stop) in match.interruptions.enumerated() {
            line += index == 0 ? "[".utf8 : ",[".utf8
            line.append(decimal: Int64(track.filePosition[stop.fix]))
            line += ",\"\(stop.reason.rawValue)\"]".utf8
        }
        line += "],\"off\":[".utf8
        for (index, run) in match.offNetwork.enumerated() {
            line += index == 0 ? "[".utf8 : ",[".utf8
            line.append(decimal: Int64(track.filePosition[run.fixes.lowerBound]))
            line.append(UInt8(ascii: ","))
            line.append(decimal: Int64(track.filePosition[run.fixes.upperBound]))
            line.append(UInt8(ascii: ","))
            line.append(run.metres, decimals: 1)
            line.append(UInt8(ascii: "]"))
        }
        line.append(UInt8(ascii: "]"))
        if listsRivals {
            appendEvidence(to: &line)
            appendRivals(to: &line)
        }
        line += ",\"sigma\":".utf8
        line.append(match.sigmaMetres, decimals: 1)
        line += ",\"cpu\":".utf8
        line.append(cpuSeconds, decimals: 9)
        line += "}\n".utf8
        return line
    }

    /// `"parts"`: where in `segs` each part of the route begins; between two of them nothing is known to
    /// have been driven.
    private func appendStarts(_ counts: [Int], to line: inout [UInt8]) {
        line += ",\"parts\":[".utf8
        var start = 0
        for (index, count) in counts.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            line.append(decimal: Int64(start))
            start += count
        }
        line.append(UInt8(ascii: "]"))
    }

    /// `"pts"` and `"conf"`, in the order of the file, which need not be that of time.
    private func appendPlaces(to line: inout [UInt8]) {
        var row = [Int](repeating: 0, count: match.places.count)
        for (byTime, inFile) in track.filePosition.enumerated() { row[inFile] = byTime }
        line += ",\"pts\":[".utf8
        for index in row.indices {
            let k = row[index]
            if index > 0 { line.append(UInt8(ascii: ",")) }
            if longitude[k].isFinite, latitude[k].isFinite {
                line.append(UInt8(ascii: "["))
                line.append(longitude[k], decimals: 9)
                line.append(UInt8(ascii: ","))
                line.append(latitude[k], decimals: 9)
                line.append(UInt8(ascii: "]"))
            } else {
                line += "null".utf8
            }
        }
        line += "],\"conf\":[".utf8
        for index in row.indices {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            line.append(match.places[row[index]]?.confidence ?? .nan, decimals: 4)
        }
        line.append(UInt8(ascii: "]"))
    }

    /// `"evidence"`: what the track's confidence rests on.
    private func appendEvidence(to line: inout [UInt8]) {
        let evidence = match.evidence
        line += ",\"evidence\":{".utf8
        for (name, value) in [
            ("rivals", evidence.rivals), ("great_rivals", evidence.greatRivals),
            ("unseen", evidence.unseen), ("short_tail", evidence.shortTail),
            ("breaks", evidence.breaks), ("off_network", evidence.offNetwork),
            ("sigma_m", evidence.sigmaMetres), ("step_m", evidence.stepMetres),
            ("route_m", evidence.routeMetres), ("gap_m", evidence.gapMetres),
        ] {
            line += name == "rivals" ? "\"".utf8 : ",\"".utf8
            line += name.utf8
            line += "\":".utf8
            line.append(value, decimals: 5)
        }
        line.append(UInt8(ascii: "}"))
    }

    /// `"rivals"`: for each competing route the nodes it drives instead of which, what it costs
    /// more, and how likely it is.
    private func appendRivals(to line: inout [UInt8]) {
        line += ",\"rivals\":[".utf8
        for (index, rival) in match.rivals.enumerated() {
            line += index == 0 ? "{\"probability\":".utf8 : ",{\"probability\":".utf8
            line.append(rival.probability, decimals: 5)
            line += ",\"cost\":".utf8
            line.append(rival.cost, decimals: 3)
            line += ",\"missed_m\":".utf8
            line.append(rival.missedMetres, decimals: 1)
            line += ",\"added_m\":".utf8
            line.append(rival.addedMetres, decimals: 1)
            line += ",\"segs\":".utf8
            append(TrackMatch.nodePairs(rival.segments, network), to: &line)
            line += ",\"instead_of\":".utf8
            let own = match.parts[rival.part].segments
            let avoided = own[(rival.leavesAfter + 1)..<max(rival.leavesAfter + 1, rival.returnsAt)]
            append(TrackMatch.nodePairs(Array(avoided), network), to: &line)
            line.append(UInt8(ascii: "}"))
        }
        line.append(UInt8(ascii: "]"))
    }

    private func append(_ pairs: [(from: Int64, to: Int64)], to line: inout [UInt8]) {
        line.append(UInt8(ascii: "["))
        for (index, pair) in pairs.enumerated() {
            line += index == 0 ? "[".utf8 : ",[".utf8
            line.append(decimal: pair.from)
            line.append(UInt8(ascii: ","))
            line.append(decimal: pair.to)
            line.append(UInt8(ascii: "]"))
        }
        line.append(UInt8(ascii: "]"))
    }
}
