import Foundation
import RoadLocate
import RoadNetwork

/// The line of JSON that `jol match tracks` writes for a track.
enum TrackRunLine {
    /// `{"track","segs","pts","conf","cpu","sigma","breaks"}`; without `segs` and with `reason`
    /// when no fix has a place.
    static func text(
        track: TrackRunTable.Track,
        match: TrackMatch,
        network: CompiledNetwork,
        longitude: [Double],
        latitude: [Double],
        cpuSeconds: Double
    ) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(64 * match.places.count + 256)
        line += "{\"track\":".utf8
        line += quoted(track.name)
        if match.parts.isEmpty {
            let reason = match.interruptions.first?.reason ?? .noCandidate
            line += ",\"reason\":\"\(reason.rawValue)\"".utf8
        } else {
            line += ",\"segs\":[".utf8
            for (index, pair) in match.nodePairs(network).enumerated() {
                line += "\(index == 0 ? "" : ",")[\(pair.from),\(pair.to)]".utf8
            }
            line += "]".utf8
        }
        // Places stand in the order of the file, which need not be that of time.
        var row = [Int](repeating: 0, count: match.places.count)
        for (byTime, inFile) in track.filePosition.enumerated() { row[inFile] = byTime }
        line += ",\"pts\":[".utf8
        for (index, k) in row.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            if match.places[k] != nil, longitude[k].isFinite, latitude[k].isFinite {
                line += "[\(rounded(longitude[k], 1e9)),\(rounded(latitude[k], 1e9))]".utf8
            } else {
                line += "null".utf8
            }
        }
        line += "],\"conf\":[".utf8
        for (index, k) in row.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            if let place = match.places[k] {
                line += "\(rounded(place.confidence, 1e4))".utf8
            } else {
                line += "null".utf8
            }
        }
        line += "],\"breaks\":[".utf8
        for (index, stop) in match.interruptions.enumerated() {
            let fix = track.filePosition[stop.fix]
            line += "\(index == 0 ? "" : ",")[\(fix),\"\(stop.reason.rawValue)\"]".utf8
        }
        line += "],\"sigma\":\(rounded(match.sigmaMetres, 10)),\"cpu\":\(cpuSeconds)}\n".utf8
        return line
    }

    private static func rounded(_ value: Double, _ scale: Double) -> Double {
        (value * scale).rounded() / scale
    }

    /// A text as JSON.
    private static func quoted(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case 0..<32:
                let hexadecimal = String(byte, radix: 16)
                bytes += "\\u\(String(repeating: "0", count: 4 - hexadecimal.count))".utf8
                bytes += hexadecimal.utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return bytes
    }
}
