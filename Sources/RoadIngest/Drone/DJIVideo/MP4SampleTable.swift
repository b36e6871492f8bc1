/// Where the samples of one MP4 track lie and when they are shown.
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

    /// The samples in the order of their times.
    private(set) var samples: [Sample] = []

    /// Reads the tables in the `stbl` box's content.
    init(_ bytes: RawSpan, in stbl: Range<Int>) {
        guard let sizes = MP4Box.content(["stsz"], bytes, in: stbl),
            let runs = MP4Box.content(["stsc"], bytes, in: stbl),
            let fixed = bytes.bigEndianUInt32(at: sizes.lowerBound + 4),
            let stated = bytes.bigEndianUInt32(at: sizes.lowerBound + 8)
        else { return }
        let short = MP4Box.content(["stco"], bytes, in: stbl)
        guard let chunks = short ?? MP4Box.content(["co64"], bytes, in: stbl) else { return }
        let width = short == nil ? 8 : 4
        let chunkCount = Self.count(bytes, chunks, width: width)
        let runCount = Self.count(bytes, runs, width: 12)
        let count =
            fixed > 0
            ? min(Int(stated), bytes.byteCount / Int(fixed))
            : min(Int(stated), max(0, (sizes.count - 12) / 4))
        samples.reserveCapacity(count)

        var times = MP4SampleTimes(bytes, in: stbl)
        var budget = bytes.byteCount
        var run = 0
        for chunk in 0..<chunkCount {
            // Runs name the first of their chunks, counted from 1.
            while run + 1 < runCount,
                Int(bytes.bigEndianUInt32(at: runs.lowerBound + 8 + (run + 1) * 12) ?? .max)
                    <= chunk + 1
            { run += 1 }
            let perChunk = bytes.bigEndianUInt32(at: runs.lowerBound + 12 + run * 12) ?? 0
            guard runCount > 0, var start = Self.offset(bytes, chunks, chunk, width: width)
            else { return }
            for _ in 0..<perChunk {
                guard samples.count < count else { return }
                let entry = sizes.lowerBound + 12 + samples.count * 4
                let length = fixed > 0 ? Int(fixed) : Int(bytes.bigEndianUInt32(at: entry) ?? 0)
                budget -= length
                guard budget >= 0 else { return }
                samples.append(Sample(start: start, length: length, time: times.next(bytes)))
                start += length
            }
        }
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
