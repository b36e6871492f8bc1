import RoadModel

/// Reads the frames of a telemetry track front to back and keeps the books.
struct DJIVideoScan {
    private var samples: MP4SampleTable?
    private var decoder = DJIVideoDecoder()
    private let scale: UInt32
    /// When the file says that it was made, in seconds since 1970 on the camera's clock.
    let creationSeconds: Int64?

    /// Frames that were read.
    private(set) var framesRead = 0
    /// Samples that could not be read.
    private(set) var framesBroken = 0
    /// Bytes of the samples so far, and of those that were read.
    private(set) var trackByteCount = 0, bytesUnderstood = 0
    /// One more than the last byte of the file that was read.
    private(set) var end = 0
    private var losses = LossLedger()
    /// Broken samples that are not in the ledger yet: they may stand in any order.
    private var broken: [LostRange] = []

    /// What the track says about the recording, as far as it was read.
    var header: DJIVideoHeader { decoder.header }
    /// Whether the protocol is one whose field numbers are known.
    var isKnownProtocol: Bool { decoder.isKnown }

    /// Finds the track.
    ///
    /// - Throws: `file.format_unknown` when the bytes are no MP4; `file.damaged` when the video has
    ///   no index; `file.nothing_accepted` without a telemetry track.
    init(_ bytes: RawSpan, name: String) throws(IntakeError) {
        guard bytes.has(Array("ftyp".utf8), at: 4) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file does not begin as an MP4 video does.",
                remedy: "Give the video as the camera wrote it."
            )
        }
        guard let moov = MP4Movie.index(bytes) else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                detail: "The video has no index (moov): the recording or the copy broke off.",
                remedy: "Copy the video again, or give the .SRT beside it or the flight record."
            )
        }
        guard let trak = MP4Movie.track("djmd", bytes, in: moov),
            let stbl = MP4Box.content(["mdia", "minf", "stbl"], bytes, in: trak)
        else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: "The video has no DJI telemetry track (djmd).",
                remedy: "Give the video as the camera wrote it (editing removes the track), or the "
                    + ".SRT beside it or the flight record."
            )
        }
        creationSeconds = MP4Movie.creationSeconds(bytes, in: moov)
        scale = MP4Movie.timeScale(bytes, of: trak) ?? 1000
        samples = MP4SampleTable(bytes, in: stbl)
    }

    /// Reads on until `frames` holds `most`; `false` when the track is over.
    mutating func advance(
        _ bytes: RawSpan,
        _ most: Int,
        into frames: inout [DJIVideoFrame]
    ) -> Bool {
        while frames.count < most {
            guard let sample = samples?.next(bytes) else { return false }
            trackByteCount += sample.length
            guard bytes.holds(sample.length, at: sample.start) else {
                lose(min(sample.start, bytes.byteCount)..<bytes.byteCount, .truncatedRecord)
                continue
            }
            let range = sample.start..<sample.start + sample.length
            end = max(end, range.upperBound)
            let time = Self.microseconds(sample.time, scale: scale)
            var frame = DJIVideoFrame(offset: sample.start, microseconds: time)
            if decoder.decode(bytes, range, into: &frame) {
                frames.append(frame)
                framesRead += 1
                bytesUnderstood += sample.length
            } else {
                lose(range, .malformedRecord)
            }
        }
        return true
    }

    /// The samples that could not be read, in file order, not overlapping.
    mutating func takeLost() -> [LostRange] {
        losses.merge(broken)
        broken = []
        return losses.ranges
    }

    /// Refuses a track that was read through without a frame.
    ///
    /// - Throws: `file.nothing_accepted`.
    func requireFrames(_ name: String) throws(IntakeError) {
        guard framesRead == 0 else { return }
        throw IntakeError(
            .nothingAccepted,
            subject: name,
            detail: "The video's telemetry track (djmd) holds no sample that can be read.",
            remedy: "Copy the video again, or give the .SRT beside it or the flight record."
        )
    }

    private mutating func lose(_ range: Range<Int>, _ reason: RejectReason) {
        framesBroken += 1
        guard !range.isEmpty else { return }
        broken.append(LostRange(start: range.lowerBound, end: range.upperBound, reason: reason))
        // As many whatever the window, so that the ledger is the same.
        if broken.count == LossLedger.capacity { _ = takeLost() }
    }

    /// Rounded to the nearest microsecond; a time beyond 292,000 years becomes 0.
    private static func microseconds(_ time: UInt64, scale: UInt32) -> Int64 {
        let (seconds, rest) = time.quotientAndRemainder(dividingBy: UInt64(scale))
        guard seconds < 1 << 40 else { return 0 }
        let fraction = (rest * 1_000_000 + UInt64(scale) / 2) / UInt64(scale)
        return Int64(seconds * 1_000_000 + fraction)
    }
}
