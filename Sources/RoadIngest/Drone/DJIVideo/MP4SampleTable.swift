/// Walks through the samples of one MP4 track: where they lie and when they are shown.
///
/// Source: ISO/IEC 14496-12, clauses 8.6.1 (`stts`) and 8.7 (`stsz`, `stsc`, `stco`, `co64`). No
/// count of the file is believed: tables end where their boxes end, and the samples together are
/// never longer than the file.
struct MP4SampleTable {
    /// One sample.
    struct Sample {
        /// First byte.
        var start: Int
        /// Length in bytes; the last sample of a cut file may end beyond it.
        var length: Int
        /// Time since the track's start, in units of its time scale.
        var time: UInt64
    }

    private let sizes: Range<Int>
    private let runs: Range<Int>
    private let chunks: Range<Int>
    /// Bytes of an entry of `chunks`.
    private let width: Int
    private let chunkCount: Int
    private let runCount: Int
    /// The length of every sample; 0 when they differ.
    private let fixedLength: Int
    /// The samples that there may be.
    private let mostSamples: Int
    private var times: MP4SampleTimes
    /// Bytes that the samples may still have together.
    private var budget: Int
    private var (number, chunk, run) = (0, 0, 0)
    /// Samples left in the chunk, and where the next one begins.
    private var left: UInt32 = 0
    private var start = 0

    /// Opens the tables in the `stbl` box's content; `nil` when one is missing.
    init?(_ bytes: RawSpan, in stbl: Range<Int>) {
        guard let sizes = MP4Box.content(["stsz"], bytes, in: stbl),
            let runs = MP4Box.content(["stsc"], bytes, in: stbl),
            let fixed = bytes.bigEndianUInt32(at: sizes.lowerBound + 4),
            let stated = bytes.bigEndianUInt32(at: sizes.lowerBound + 8)
        else { return nil }
        let short = MP4Box.content(["stco"], bytes, in: stbl)
        guard let chunks = short ?? MP4Box.content(["co64"], bytes, in: stbl) else { return nil }
        (self.sizes, self.runs, self.chunks) = (sizes, runs, chunks)
        width = short == nil ? 8 : 4
        chunkCount = Self.count(bytes, chunks, width: width)
        runCount = Self.count(bytes, runs, width: 12)
        fixedLength = Int(fixed)
        mostSamples =
            fixed > 0
            ? min(Int(stated), bytes.byteCount / Int(fixed))
            : min(Int(stated), max(0, (sizes.count - 12) / 4))
        times = MP4SampleTimes(bytes, in: stbl)
        budget = bytes.byteCount
    }

    /// The next sample in the order of times; `nil` behind the last one.
    mutating func next(_ bytes: RawSpan) -> Sample? {
        guard number < mostSamples else { return nil }
        while left == 0 { guard enterChunk(bytes) else { return nil } }
        let entry = sizes.lowerBound + 12 + number * 4
        let length =
            fixedLength > 0 ? fixedLength : Int(bytes.bigEndianUInt32(at: entry) ?? 0)
        guard length <= budget else {
            number = mostSamples
            return nil
        }
        budget -= length
        number += 1
        left -= 1
        defer { start += length }
        return Sample(start: start, length: length, time: times.next(bytes))
    }

    /// Turns to the next chunk; `false` when there is none.
    private mutating func enterChunk(_ bytes: RawSpan) -> Bool {
        guard chunk < chunkCount, runCount > 0,
            let first = Self.offset(bytes, chunks, chunk, width: width)
        else {
            chunk = chunkCount
            return false
        }
        // Runs name the first of their chunks, counted from 1.
        while run + 1 < runCount,
            Int(bytes.bigEndianUInt32(at: runs.lowerBound + 8 + (run + 1) * 12) ?? .max)
                <= chunk + 1
        { run += 1 }
        left = bytes.bigEndianUInt32(at: runs.lowerBound + 12 + run * 12) ?? 0
        start = first
        chunk += 1
        return true
    }

    private static func count(_ bytes: RawSpan, _ table: Range<Int>, width: Int) -> Int {
        let stated = Int(bytes.bigEndianUInt32(at: table.lowerBound + 4) ?? 0)
        return min(stated, max(0, (table.count - 8) / width))
    }

    private static func offset(
        _ bytes: RawSpan,
        _ table: Range<Int>,
        _ chunk: Int,
        width: Int
    ) -> Int? {
        let entry = table.lowerBound + 8 + chunk * width
        if width == 4 { return bytes.bigEndianUInt32(at: entry).map { Int($0) } }
        guard let long = bytes.bigEndianUInt64(at: entry), long >> 62 == 0 else { return nil }
        return Int(long)
    }
}
