/// Writes an ArduPilot DataFlash log, binary.
///
/// Source: ArduPilot `AP_Logger/LogStructure.h`: `A3 95`, a type, the columns packed little-endian;
/// type 128 declares the others.
enum DataFlashWriter {
    private struct Format {
        var type: UInt8
        var name: String
        var codes: String
        var columns: String
        var byteCount: Int
    }

    private static let formats = [
        Format(
            type: 0x80,
            name: "FMT",
            codes: "BBnNZ",
            columns: "Type,Length,Name,Format,Columns",
            byteCount: 89
        ),
        Format(
            type: 1,
            name: "GPS",
            codes: "QBIHBcLLefffB",
            columns: "TimeUS,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,U",
            byteCount: 3 + 8 + 1 + 4 + 2 + 1 + 2 + 4 + 4 + 4 + 4 + 4 + 4 + 1
        ),
        Format(
            type: 2,
            name: "ATT",
            codes: "QccC",
            columns: "TimeUS,Roll,Pitch,Yaw",
            byteCount: 3 + 8 + 2 + 2 + 2
        ),
        Format(
            type: 3,
            name: "POS",
            codes: "QLLfff",
            columns: "TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt",
            byteCount: 3 + 8 + 4 + 4 + 4 + 4 + 4
        ),
        Format(
            type: 4,
            name: "MODE",
            codes: "QMB",
            columns: "TimeUS,Mode,Rsn",
            byteCount: 3 + 8 + 1 + 1
        ),
        Format(type: 5, name: "MSG", codes: "QZ", columns: "TimeUS,Message", byteCount: 3 + 8 + 64),
    ]

    /// The log of a flight.
    ///
    /// - Parameters:
    ///   - samples: The flight, in order of time.
    ///   - leapSeconds: GPS time minus UTC on that day.
    /// - Returns: The file.
    static func log(_ samples: [PatrolSample], leapSeconds: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        for format in formats {
            head(0x80, &bytes)
            bytes += [format.type, UInt8(format.byteCount)]
            text(format.name, 4, &bytes)
            text(format.codes, 16, &bytes)
            text(format.columns, 64, &bytes)
        }
        guard let first = samples.first else { return bytes }
        head(5, &bytes)
        append(first.vehicleMicroseconds, &bytes)
        text("ArduCopter V4.5.0 (simulated)", 64, &bytes)
        head(4, &bytes)
        append(first.vehicleMicroseconds, &bytes)
        // Copter mode 3 is AUTO, reason 1 is the radio.
        bytes += [3, 1]
        for sample in samples {
            gps(sample, leapSeconds, &bytes)
            attitude(sample, &bytes)
            position(sample, &bytes)
        }
        return bytes
    }

    private static func gps(_ sample: PatrolSample, _ leap: Int64, _ bytes: inout [UInt8]) {
        // GPS time began on 1980-01-06 and knows no leap seconds.
        let milliseconds = sample.utcMilliseconds - 315_964_800_000 + leap * 1000
        head(1, &bytes)
        append(sample.vehicleMicroseconds, &bytes)
        bytes.append(3)
        append(UInt32(milliseconds % 604_800_000), &bytes)
        append(UInt16(milliseconds / 604_800_000), &bytes)
        bytes.append(sample.satellites)
        append(Int16(80), &bytes)
        append(sample.latitude, &bytes)
        append(sample.longitude, &bytes)
        append(sample.altitudeMillimetres / 10, &bytes)
        append((Float(sample.speedCentimetres) / 100).bitPattern, &bytes)
        append((Float(sample.courseHundredths) / 100).bitPattern, &bytes)
        append(Float(0).bitPattern, &bytes)
        bytes.append(1)
    }

    private static func attitude(_ sample: PatrolSample, _ bytes: inout [UInt8]) {
        head(2, &bytes)
        append(sample.vehicleMicroseconds, &bytes)
        append(sample.roll * 10, &bytes)
        append(sample.pitch * 10, &bytes)
        let yaw = Int32(sample.yaw) * 10
        append(UInt16(yaw < 0 ? yaw + 36_000 : yaw), &bytes)
    }

    private static func position(_ sample: PatrolSample, _ bytes: inout [UInt8]) {
        let height = (Float(sample.heightMillimetres) / 1000).bitPattern
        head(3, &bytes)
        append(sample.vehicleMicroseconds, &bytes)
        append(sample.latitude, &bytes)
        append(sample.longitude, &bytes)
        append((Float(sample.altitudeMillimetres) / 1000).bitPattern, &bytes)
        append(height, &bytes)
        append(height, &bytes)
    }

    private static func head(_ type: UInt8, _ bytes: inout [UInt8]) { bytes += [0xA3, 0x95, type] }

    private static func append<Number: FixedWidthInteger>(
        _ number: Number,
        _ bytes: inout [UInt8]
    ) {
        ULogWriter.append(number, to: &bytes)
    }

    private static func text(_ text: String, _ length: Int, _ bytes: inout [UInt8]) {
        let content = Array(text.utf8.prefix(length))
        bytes += content + [UInt8](repeating: 0, count: length - content.count)
    }
}
