/// Writes an MP4 file with the telemetry track of a DJI video and no picture.
///
/// Boxes after ISO/IEC 14496-12; the samples are protobuf messages with the field numbers that
/// `Docs/Formats/djmd-mp4.md` lists for the protocol `dvtm_wa345e`.
enum TelemetryVideoWriter {
    /// Units per second of the track.
    private static let timeScale: UInt32 = 1000

    /// The video's bytes.
    ///
    /// - Parameters:
    ///   - samples: The flight, in order of time, at equal steps.
    ///   - serial: The aircraft's serial number.
    /// - Returns: The file.
    static func file(_ samples: [PatrolSample], serial: String) -> [UInt8] {
        let messages = samples.map { message($0, serial: serial) }
        let opening = box("ftyp", Array("mp42".utf8) + [0, 0, 0, 0] + Array("mp42isom".utf8))
        let content = messages.flatMap { $0 }
        let start = UInt32(opening.count + 8)
        return opening + box("mdat", content)
            + index(messages.map { UInt32($0.count) }, samples, dataStart: start)
    }

    private static func index(
        _ sizes: [UInt32],
        _ samples: [PatrolSample],
        dataStart: UInt32
    ) -> [UInt8] {
        let count = UInt32(sizes.count)
        let created = UInt32(
            truncatingIfNeeded: (samples.first?.utcMilliseconds ?? 0) / 1000 + 2_082_844_800
        )
        // Version and flags, creation and change, units per second, length; the rest is zero.
        let times = words([0, created, created, timeScale, count * 200])
        let entry = words([0]) + words([1]) + box("djmd", [0, 0, 0, 0, 0, 0, 0, 1])
        let table =
            box("stsd", entry) + box("stts", words([0, 1, count, 200]))
            + box("stsc", words([0, 1, 1, count, 1])) + box("stsz", words([0, 0, count] + sizes))
            + box("stco", words([0, 1, dataStart]))
        let handler =
            words([0, 0]) + Array("meta".utf8) + [UInt8](repeating: 0, count: 12)
            + Array("telemetry".utf8) + [0]
        let media =
            box("mdhd", times + [0, 0, 0, 0]) + box("hdlr", handler)
            + box("minf", box("stbl", table))
        return box(
            "moov",
            box("mvhd", times + [UInt8](repeating: 0, count: 80)) + box("trak", box("mdia", media))
        )
    }

    private static func message(_ sample: PatrolSample, serial: String) -> [UInt8] {
        let names =
            text(1, "dvtm_wa345e.proto") + text(5, serial) + text(10, "Matrice 4E (simulated)")
        let aircraft =
            whole(1, Int64(sample.roll)) + whole(2, Int64(sample.pitch))
            + whole(3, Int64(sample.yaw))
        let place =
            whole(1, 1) + double(2, Double(sample.latitude) / 1e7)
            + double(3, Double(sample.longitude) / 1e7)
        var utc = ByteText()
        SubtitleWriter.wallTime(sample.utcMilliseconds, &utc)
        let position =
            field(1, place) + whole(2, Int64(sample.altitudeMillimetres))
            + field(6, field(1, utc.bytes))
        let height = single(1, Float(sample.heightMillimetres))
        let camera =
            whole(1, Int64(sample.gimbalPitch)) + whole(2, 0) + whole(3, Int64(sample.yaw))
        return field(1, field(1, names))
            + field(
                3,
                field(1, whole(2, sample.vehicleMicroseconds))
                    + field(3, field(3, aircraft) + field(4, position) + field(5, height))
                    + field(4, field(3, camera))
            )
    }

    private static func varint(_ value: UInt64) -> [UInt8] {
        var (rest, bytes) = (value, [UInt8]())
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    /// Negative numbers are sign-extended to 64 bits, not zigzag.
    private static func whole(_ number: UInt64, _ value: Int64) -> [UInt8] {
        varint(number << 3) + varint(UInt64(bitPattern: value))
    }

    private static func double(_ number: UInt64, _ value: Double) -> [UInt8] {
        var bytes = varint(number << 3 | 1)
        ULogWriter.append(value.bitPattern, to: &bytes)
        return bytes
    }

    private static func single(_ number: UInt64, _ value: Float) -> [UInt8] {
        var bytes = varint(number << 3 | 5)
        ULogWriter.append(value.bitPattern, to: &bytes)
        return bytes
    }

    private static func field(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(UInt64(content.count)) + content
    }

    private static func text(_ number: UInt64, _ text: String) -> [UInt8] {
        field(number, Array(text.utf8))
    }

    private static func words(_ values: [UInt32]) -> [UInt8] {
        values.flatMap { value in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
        }
    }

    private static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        words([UInt32(content.count + 8)]) + Array(type.utf8) + content
    }
}
