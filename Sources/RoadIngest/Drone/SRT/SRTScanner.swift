import RoadModel

/// Cuts subtitles into cues and hands each to the assembler.
///
/// A cue is a number, the time in the video (absent in one family), lines of text and an empty
/// line. Any of these may be damaged: a time begins a cue even without its number, and a number
/// begins one even without an empty line before it.
internal struct SRTScanner {
    /// What the cues become.
    var assembler = SRTAssembler()
    /// The cue being read.
    private var frame = SRTFrame(startOffset: 0)
    private var isInCue = false
    private var hasPayload = false
    private var position: Int?
    private var lastLineIsWhole = true

    /// Reads on to the first line that begins at `stop` or later; `false` when the file is over.
    mutating func advance(_ bytes: Span<UInt8>, to stop: Int) -> Bool {
        var start = position ?? Encoding.lengthOfMark(bytes)
        while start < min(stop, bytes.count) {
            var end = start
            while end < bytes.count, bytes[end] != 10 { end += 1 }
            lastLineIsWhole = end < bytes.count
            let next = end + 1
            while end > start, bytes[end - 1] == 13 || bytes[end - 1] == 32 { end -= 1 }
            line(bytes, start, end)
            start = next
        }
        position = start
        if start < bytes.count { return true }
        if isInCue {
            assembler.finishLast(frame, end: bytes.count, lastLineIsWhole: lastLineIsWhole, bytes)
        }
        return false
    }

    @inline(__always)
    private mutating func line(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        guard start < end else {
            if isInCue, hasPayload { flush(at: start) }
            return
        }
        if bytes[start] &- 48 < 10 {
            if let number = wholeNumber(bytes, start, end) {
                if isInCue { flush(at: start) }
                begin(at: start)
                frame.index = number
                return
            }
            if end - start >= 29, let (first, last) = times(bytes, start, end) {
                if isInCue, hasPayload || frame.fields.contains(.cueTime) { flush(at: start) }
                if !isInCue { begin(at: start) }
                (frame.begin, frame.end) = (first, last)
                frame.fields.insert(.cueTime)
                return
            }
        }
        if !isInCue { begin(at: start) }
        hasPayload = true
        SRTPayload.read(bytes, start, end, into: &frame)
    }

    @inline(__always)
    private mutating func begin(at offset: Int) {
        frame = SRTFrame(startOffset: offset)
        (isInCue, hasPayload) = (true, false)
    }

    @inline(__always)
    private mutating func flush(at end: Int) {
        assembler.add(frame, end: end)
        isInCue = false
    }

    private func wholeNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard end - start <= 9 else { return nil }
        return ByteNumber.integer(bytes, start..<end)
    }

    @inline(__always)
    private func times(
        _ bytes: Span<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> (Int64, Int64)? {
        var index = start
        guard let first = SRTText.cueTime(bytes, &index, end),
            SRTText.has(" --> ", bytes, index, end)
        else { return nil }
        index += 5
        guard let last = SRTText.cueTime(bytes, &index, end) else { return nil }
        return (first, last)
    }
}
