/// Writes small MP4 files with a telemetry track for tests.
struct DJIVideoBuilder {
    /// The content of each sample.
    var samples: [[UInt8]] = []
    var format = "djmd"
    var hasLongOffsets = false
    var isIndexFirst = false
    var creation: UInt32 = 0

    static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        Array(big(number).reversed())
    }

    static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        big(UInt32(content.count + 8)) + Array(type.utf8) + content
    }

    static func varint(_ value: UInt64) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + varint(value >> 7)
    }

    static func number(_ field: UInt64, _ value: Int) -> [UInt8] {
        varint(field << 3) + varint(UInt64(bitPattern: Int64(value)))
    }
    static func double(_ field: UInt64, _ value: Double) -> [UInt8] {
        varint(field << 3 | 1) + little(value.bitPattern)
    }
    static func float(_ field: UInt64, _ value: Float) -> [UInt8] {
        varint(field << 3 | 5) + little(value.bitPattern)
    }
    static func message(_ field: UInt64, _ content: [UInt8]) -> [UInt8] {
        varint(field << 3 | 2) + varint(UInt64(content.count)) + content
    }
    static func text(_ field: UInt64, _ text: String) -> [UInt8] {
        message(field, Array(text.utf8))
    }

    /// A sample of the layout that the Matrice and Mavic 3 families share.
    static func frame(
        _ index: Int,
        layout: String = "dvtm_wm265e.proto",
        latitude: Double = 51.128,
        longitude: Double = 71.4306,
        isInDegrees: Bool = true,
        utc: String? = nil
    ) -> [UInt8] {
        let header = text(1, layout) + text(5, "SN1") + text(10, "Mavic 3E")
        let position =
            (isInDegrees ? number(1, 1) : []) + double(2, latitude) + double(3, longitude)
        let place =
            message(1, position) + number(2, 452_310 + index)
            + (utc.map { message(6, text(1, $0)) } ?? [])
        let craft =
            message(3, number(1, -12) + number(2, 34) + number(3, -1799))
            + message(4, place) + message(5, float(1, Float(60_000 + index)))
        let gimbal = message(3, number(1, -600) + number(3, 1205))
        return message(1, message(1, header))
            + message(2, message(2, number(1, 3840) + number(2, 2160) + float(3, 30)))
            + message(
                3,
                message(1, number(2, index * 33_333)) + message(3, craft) + message(4, gimbal)
            )
    }

    /// A flight of `count` frames.
    static func sample(count: Int = 12) -> DJIVideoBuilder {
        DJIVideoBuilder(
            samples: (0..<count).map {
                frame($0, utc: "2025-06-01 08:15:3\($0 / 10).\($0 % 10)00")
            }
        )
    }

    func file() -> [UInt8] {
        let start = Self.box("ftyp", Array("isom".utf8) + Self.big(UInt32(512)))
        let content = samples.flatMap { $0 }
        if isIndexFirst {
            let length = index(firstSample: 0).count
            return start + index(firstSample: start.count + length + 8) + Self.box("mdat", content)
        }
        return start + Self.box("mdat", content) + index(firstSample: start.count + 8)
    }

    /// Samples in chunks of five; 10 frames a second.
    private func index(firstSample: Int) -> [UInt8] {
        func big(_ value: Int) -> [UInt8] { Self.big(UInt32(value)) }
        var offsets: [UInt8] = []
        var (position, chunks) = (firstSample, 0)
        for (number, sample) in samples.enumerated() {
            if number % 5 == 0 {
                offsets += hasLongOffsets ? Self.big(UInt64(position)) : big(position)
                chunks += 1
            }
            position += sample.count
        }
        let rest = samples.count % 5
        var runs = big(1) + big(5) + big(1)
        if rest > 0, chunks > 1 { runs += big(chunks) + big(rest) + big(1) }
        let tables =
            Self.box("stsd", big(0) + big(1) + Self.box(format, big(0) + big(1)))
            + Self.box("stts", big(0) + big(1) + big(samples.count) + big(3000))
            + Self.box("stsc", big(0) + big(runs.count / 12) + runs)
            + Self.box(
                "stsz",
                big(0) + big(0) + big(samples.count) + samples.flatMap { big($0.count) }
            )
            + Self.box(hasLongOffsets ? "co64" : "stco", big(0) + big(chunks) + offsets)
        let header = Self.box("mdhd", big(0) + big(0) + big(0) + big(30_000) + big(0) + big(0))
        let media = Self.box("mdia", header + Self.box("minf", Self.box("stbl", tables)))
        let movie = big(0) + Self.big(creation) + big(0) + big(1000) + big(0)
        return Self.box("moov", Self.box("mvhd", movie) + Self.box("trak", media))
    }
}
