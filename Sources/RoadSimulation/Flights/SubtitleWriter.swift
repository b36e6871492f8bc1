import RoadModel

/// Writes the subtitles of a DJI video: one cue a sample, the bracketed family with heights.
///
/// The wall clock is the camera's local one, without a zone, as real cameras write it.
enum SubtitleWriter {
    /// The subtitles of a flight.
    ///
    /// - Parameters:
    ///   - samples: The flight, in order of time.
    ///   - offsetSeconds: The local clock's offset from UTC.
    /// - Returns: The file.
    static func text(_ samples: [PatrolSample], offsetSeconds: Int) -> ByteText {
        var text = ByteText(capacity: samples.count * 320)
        guard let start = samples.first?.vehicleMicroseconds else { return text }
        for (index, sample) in samples.enumerated() {
            let begin = (sample.vehicleMicroseconds - start) / 1000
            text.integer(index + 1)
            text.endLine()
            videoTime(begin, &text)
            text.text(" --> ")
            videoTime(begin + 200, &text)
            text.text("\n<font size=\"28\">FrameCnt: ")
            text.integer(index + 1)
            text.text(", DiffTime: 200ms\n")
            wallTime(sample.utcMilliseconds + Int64(offsetSeconds) * 1000, &text)
            text.text(
                "\n[iso: 100] [shutter: 1/500.0] [fnum: 2.8] [ev: 0] [color_md: default] "
                    + "[focal_len: 24.00] [latitude: "
            )
            text.scaled(Int(sample.latitude), decimals: 7)
            text.text("] [longitude: ")
            text.scaled(Int(sample.longitude), decimals: 7)
            text.text("] [rel_alt: ")
            text.scaled(Int(sample.heightMillimetres), decimals: 3)
            text.text(" abs_alt: ")
            text.scaled(Int(sample.altitudeMillimetres), decimals: 3)
            text.text("] [gb_yaw: ")
            text.scaled(Int(sample.yaw), decimals: 1)
            text.text(" gb_pitch: ")
            text.scaled(Int(sample.gimbalPitch), decimals: 1)
            text.text(" gb_roll: 0.0] </font>\n\n")
        }
        return text
    }

    private static func videoTime(_ milliseconds: Int64, _ text: inout ByteText) {
        let seconds = Int(milliseconds / 1000)
        text.padded(seconds / 3600, width: 2)
        text.text(":")
        text.padded(seconds / 60 % 60, width: 2)
        text.text(":")
        text.padded(seconds % 60, width: 2)
        text.comma()
        text.padded(Int(milliseconds % 1000), width: 3)
    }

    /// `yyyy-MM-dd HH:mm:ss.SSS`.
    static func wallTime(_ milliseconds: Int64, _ text: inout ByteText) {
        let time = Timestamp(microseconds: milliseconds * 1000)
        let second = time.secondOfDay()
        text.text("\(time.date()) ")
        text.padded(second / 3600, width: 2)
        text.text(":")
        text.padded(second / 60 % 60, width: 2)
        text.text(":")
        text.padded(second % 60, width: 2)
        text.text(".")
        text.padded(Int(milliseconds % 1000), width: 3)
    }
}
