import RoadModel

/// Walks through the lines of a log and joins the sentences of each moment.
internal struct NMEAScan {
    /// The moments so far.
    var track = NMEATrack()
    private(set) var losses = LossLedger()
    private(set) var recordsRead = 0
    private(set) var recordsBroken = 0

    private var sentence = NMEASentence()
    private var epoch: NMEAEpoch?
    private var position: Int?

    /// Nothing read yet.
    init() {}

    /// Reads on to the first line that begins at `stop` or later; `false` when the log is over.
    mutating func advance(_ bytes: Span<UInt8>, to stop: Int) -> Bool {
        var start = position ?? Encoding.lengthOfMark(bytes)
        while start < min(stop, bytes.count) {
            var end = start
            while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
            if end > start { line(bytes, start, end) }
            start = end + 1
        }
        position = start
        if start < bytes.count { return true }
        if let epoch { track.add(epoch) }
        epoch = nil
        return false
    }

    /// A line holds one sentence; after damage perhaps several, or something before it.
    private mutating func line(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var cursor = start
        while cursor < end {
            var next = cursor + 1
            while next < end, bytes[next] != UInt8(ascii: "$") { next += 1 }
            if bytes[cursor] == UInt8(ascii: "$") || bytes[cursor] == UInt8(ascii: "!"),
                sentence.read(bytes, cursor..<next)
            {
                take(bytes, cursor..<next)
            } else if !isBlank(bytes, cursor..<next) {
                let isCut = next == bytes.count
                lose(cursor..<next, isCut ? .truncatedRecord : .malformedRecord)
            }
            cursor = next
        }
    }

    private func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] > 32 { return false }
        return true
    }

    private mutating func lose(_ range: Range<Int>, _ reason: RejectReason) {
        recordsBroken += 1
        losses.add(range.lowerBound, range.upperBound, reason)
    }

    private mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard let kind = NMEAKind(bytes, sentence.field(0)) else {
            recordsRead += 1
            return
        }
        do throws(NMEAFault) {
            let timeField: Int? =
                switch kind {
                case .rmc, .gga, .gns, .zda, .gst: 1
                case .gll: 5
                case .magellanTrack: 7
                case .vtg, .gsa: nil
                }
            var current = epoch
            if let timeField {
                guard let time = try sentence.timeOfDay(timeField, bytes) else {
                    // What a receiver writes before its first fix; belongs to no moment.
                    track.noteSentenceWithoutTime()
                    recordsRead += 1
                    return
                }
                if time != epoch?.timeOfDay { current = NMEAEpoch(timeOfDay: time) }
            }
            try current?.take(kind, sentence, bytes)
            if let epoch, current?.timeOfDay != epoch.timeOfDay { track.add(epoch) }
            epoch = current
            recordsRead += 1
        } catch { lose(range, error.reason) }
    }
}
