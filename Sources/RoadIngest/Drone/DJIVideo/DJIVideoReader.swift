package import RoadModel

/// Reads the telemetry track of DJI videos into flights.
package enum DJIVideoReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "DJI video telemetry",
        fileExtensions: ["mp4", "mov"],
        recognises: { MP4Movie.recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    /// Reads the flight of a video.
    ///
    /// - Throws: what ``DJIVideoFile/init(reading:name:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> Flight {
        var flight = Flight(format: format.name)
        flight.fixSource = "djmd"
        try read(bytes, name: name, into: &flight, batch: batch) { _, _ throws(IntakeError) in }
        return flight
    }

    /// Reads the flight of a video in parts of up to 65,536 frames, in windows of `window` bytes
    /// fewer.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        let most = min(1 << 16, max(1, window / frameByteCount))
        var part = Flight(format: format.name)
        part.fixSource = "djmd"
        let empty = part
        var count = 0
        try read(bytes, name: name, into: &part, batch: min(batch, most)) {
            part,
            scan throws(IntakeError) in
            count += min(batch, most)
            guard count >= most else { return }
            try sink.take(part, of: 0, isLast: false)
            sink.advance(to: scan.end)
            (part, count) = (empty, 0)
        }
        try sink.take(part, of: 0, isLast: true)
    }

    /// Frames that are decoded before rows are made of them.
    private static let batch = 4096
    /// The bytes of an ordinary frame.
    private static let frameByteCount = 128

    /// Reads a video; `visit` is shown the flight between batches of frames and may take rows out.
    private static func read(
        _ bytes: RawSpan,
        name: String,
        into flight: inout Flight,
        batch: Int,
        _ visit: (inout Flight, DJIVideoScan) throws(IntakeError) -> Void
    ) throws(IntakeError) {
        var scan = try DJIVideoScan(bytes, name: name)
        var parts = DJIVideoParts()
        var frames: [DJIVideoFrame] = []
        while scan.advance(bytes, batch, into: &frames) {
            parts.add(frames, to: &flight)
            frames.removeAll(keepingCapacity: true)
            try visit(&flight, scan)
        }
        try scan.requireFrames(name)
        parts.add(frames, to: &flight)
        parts.close(&flight, &scan)
    }
}
