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
        var scan = try DJIVideoScan(bytes, name: name)
        _ = scan.advance(bytes, .max, into: &frames)
        try scan.requireFrames(name)
        (header, isKnownProtocol) = (scan.header, scan.isKnownProtocol)
        creationSeconds = scan.creationSeconds
        framesBroken = scan.framesBroken
        (trackByteCount, bytesUnderstood) = (scan.trackByteCount, scan.bytesUnderstood)
        lost = scan.takeLost()
    }
}
