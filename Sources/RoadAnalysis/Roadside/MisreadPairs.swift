import RoadModel

/// Entries and exits left alone whose plates are one character apart.
///
/// Every plate is filed as it is and under each of its forms with one character left out (Mor and Fraenkel,
/// "A hash code method for detecting and correcting spelling errors", 1982), so that only plates
/// that share a form are compared. A pair counts when neither of its reads has another partner
/// within the times that traffic allows.
struct MisreadPairs {
    private(set) var found: [(entry: Int, exit: Int)] = []
    private(set) var ambiguous = 0

    private struct Form {
        var hash: UInt64
        var read: UInt32
        var isExit: Bool
    }

    init(
        _ reads: SectionReads,
        entries: [UInt32],
        exits: [UInt32],
        fastestSeconds: Double,
        slowestSeconds: Double
    ) {
        var forms: [Form] = []
        forms.reserveCapacity((entries.count + exits.count) * 9)
        for read in entries { Self.file(reads, read, isExit: false, &forms) }
        for read in exits { Self.file(reads, read, isExit: true, &forms) }
        forms.sort { ($0.hash, $0.isExit ? 1 : 0, $0.read) < ($1.hash, $1.isExit ? 1 : 0, $1.read) }
        var partners: [UInt32: Set<UInt32>] = [:]
        var start = 0
        while start < forms.count {
            var end = start + 1
            while end < forms.count, forms[end].hash == forms[start].hash { end += 1 }
            Self.compare(reads, forms[start..<end], fastestSeconds, slowestSeconds, &partners)
            start = end
        }
        for read in entries {
            guard let fitting = partners[read], !fitting.isEmpty else { continue }
            guard fitting.count == 1, let exit = fitting.first, partners[exit]?.count == 1 else {
                ambiguous += 1
                continue
            }
            found.append((Int(read), Int(exit)))
        }
    }

    private static func file(
        _ reads: SectionReads,
        _ read: UInt32,
        isExit: Bool,
        _ forms: inout [Form]
    ) {
        let plate = reads.plates.utf8(at: Int(read))
        // Short texts are one character apart from too much.
        guard plate.count >= 6, plate.count <= 16 else { return }
        // The whole plate is a form too: the other one may lack a character.
        for left in plate.startIndex...plate.endIndex {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for index in plate.indices where index != left {
                hash = (hash ^ UInt64(plate[index])) &* 0x0000_0100_0000_01b3
            }
            forms.append(Form(hash: hash, read: read, isExit: isExit))
        }
    }

    private static func compare(
        _ reads: SectionReads,
        _ group: ArraySlice<Form>,
        _ fastest: Double,
        _ slowest: Double,
        _ partners: inout [UInt32: Set<UInt32>]
    ) {
        // Entries stand in front; a group of a common form is short.
        for entry in group where !entry.isExit {
            let begin = reads.microseconds[Int(entry.read)]
            for exit in group where exit.isExit {
                let seconds = Double(reads.microseconds[Int(exit.read)] - begin) / 1e6
                guard seconds >= fastest, seconds <= slowest,
                    isOneApart(
                        reads.plates.utf8(at: Int(entry.read)),
                        reads.plates.utf8(at: Int(exit.read))
                    )
                else { continue }
                partners[entry.read, default: []].insert(exit.read)
                partners[exit.read, default: []].insert(entry.read)
            }
        }
    }

    /// Whether one character changed, missing or added turns one plate into the other.
    static func isOneApart(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
        guard abs(a.count - b.count) <= 1, !a.elementsEqual(b) else { return false }
        var front = 0
        while front < min(a.count, b.count),
            a[a.startIndex + front] == b[b.startIndex + front]
        { front += 1 }
        let (longer, shorter) = a.count >= b.count ? (a, b) : (b, a)
        let skip = a.count == b.count ? 1 : 0
        return longer.dropFirst(front + 1).elementsEqual(shorter.dropFirst(front + skip))
    }
}
