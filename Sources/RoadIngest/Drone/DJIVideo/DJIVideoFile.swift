package import RoadModel

/// The telemetry track (`djmd`) of a DJI video, frame by frame.
package struct DJIVideoFile: Sendable {
    /// What the track says about the recording.
    package private(set) var header = DJIVideoHeader()
    /// Whether the protocol is one whose field numbers are known.
    package private(set) var isKnownProtocol = false
    /// The frames in the order of their times.
    package private(set) var frames: [DJIVideoFrame] = []
    /// When the file says that it was made, in seconds since 1970 on the camera's clock, which may
    /// be local or UTC; `nil` when it does not say.
    package private(set) var creationSeconds: Int64?

    /// Samples that could not be read; each lies in one of `lost`.
    package private(set) var framesBroken = 0
    /// Bytes of all samples of the track.
    package private(set) var trackByteCount = 0
    /// Bytes of the samples that were read.
    package private(set) var bytesUnderstood = 0
    /// Samples that could not be read, in file order, not overlapping.
    package private(set) var lost: [LostRange] = []

    /// Reads the track; damaged samples cost themselves only.
    ///
    /// - Throws: `file.format_unknown` when the bytes are no MP4; `file.damaged` when the video has
    ///   no index; `file.nothing_accepted` without a telemetry track or without a readable sample.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
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
        let scale = MP4Movie.timeScale(bytes, of: trak) ?? 1000
        read(bytes, MP4SampleTable(bytes, in: stbl).samples, scale: scale)
        guard !frames.isEmpty else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: "The video's telemetry track (djmd) holds no sample that can be read.",
                remedy: "Copy the video again, or give the .SRT beside it or the flight record."
            )
        }
    }

    private mutating func read(
        _ bytes: RawSpan,
        _ samples: [MP4SampleTable.Sample],
        scale: UInt32
    ) {
        var decoder = DJIVideoDecoder()
        var broken: [LostRange] = []
        frames.reserveCapacity(samples.count)
        for sample in samples {
            trackByteCount += sample.length
            let time = Self.microseconds(sample.time, scale: scale)
            guard bytes.holds(sample.length, at: sample.start) else {
                framesBroken += 1
                if sample.start < bytes.byteCount {
                    broken.append(
                        LostRange(
                            start: sample.start,
                            end: bytes.byteCount,
                            reason: .truncatedRecord
                        )
                    )
                }
                continue
            }
            let range = sample.start..<sample.start + sample.length
            var frame = DJIVideoFrame(offset: sample.start, microseconds: time)
            if decoder.decode(bytes, range, into: &frame) {
                frames.append(frame)
                bytesUnderstood += sample.length
            } else {
                framesBroken += 1
                broken.append(
                    LostRange(
                        start: range.lowerBound,
                        end: range.upperBound,
                        reason: .malformedRecord
                    )
                )
            }
        }
        var losses = LossLedger()
        losses.merge(broken)
        lost = losses.ranges
        header = decoder.header
        isKnownProtocol = decoder.isKnown
    }

    /// Rounded to the nearest microsecond; a time beyond 292,000 years becomes 0.
    private static func microseconds(_ time: UInt64, scale: UInt32) -> Int64 {
        let (seconds, rest) = time.quotientAndRemainder(dividingBy: UInt64(scale))
        guard seconds < 1 << 40 else { return 0 }
        let fraction = (rest * 1_000_000 + UInt64(scale) / 2) / UInt64(scale)
        return Int64(seconds * 1_000_000 + fraction)
    }
}
