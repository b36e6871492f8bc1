/// Writes small DataFlash logs for tests, record by record.
struct DataFlashBuilder {
    /// The file so far.
    var bytes: [UInt8] = []
    /// Where each record begins.
    var starts: [Int] = []

    static func padded(_ text: String, _ count: Int) -> [UInt8] {
        let utf8 = Array(text.utf8.prefix(count))
        return utf8 + [UInt8](repeating: 0, count: count - utf8.count)
    }

    mutating func record(_ type: UInt8, _ parts: [UInt8]...) {
        starts.append(bytes.count)
        bytes += [0xA3, 0x95, type] + parts.flatMap { $0 }
    }

    mutating func format(
        _ type: UInt8,
        _ length: UInt8,
        _ name: String,
        _ codes: String,
        _ columns: String
    ) {
        record(
            0x80,
            [type, length],
            Self.padded(name, 4),
            Self.padded(codes, 16),
            Self.padded(columns, 64)
        )
    }

    mutating func formats() {
        format(0x80, 89, "FMT", "BBnNZ", "Type,Length,Name,Format,Columns")
        format(
            1,
            48,
            "GPS",
            "QBBIHBcLLeffIH",
            "TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,U,Z"
        )
        format(2, 27, "ATT", "QccccCCf", "TimeUS,DesRoll,Roll,DesPitch,Pitch,DesYaw,Yaw,E")
        format(3, 75, "MSG", "QZ", "TimeUS,Message")
        format(4, 14, "MODE", "QMBB", "TimeUS,Mode,ModeNum,Rsn")
        format(5, 15, "CAM", "QI", "TimeUS,Img")
        format(6, 40, "POS", "QLLfffBd", "TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt,B,D")
        format(7, 29, "GPA", "QBCCCHIfB", "TimeUS,I,VDop,HAcc,VAcc,Delta,SMS,Und,B")
    }

    mutating func gps(
        _ time: UInt64,
        instance: UInt8 = 0,
        status: UInt8 = 3,
        week: UInt16 = 2300,
        millisecond: UInt32,
        latitude: Int32 = 432_500_000,
        longitude: Int32 = 769_000_000,
        centimetres: Int32 = 80_000
    ) {
        let little = ULogBuilder.self
        record(
            1,
            little.little(time),
            [instance, status],
            little.little(millisecond),
            little.little(week),
            [17],
            little.little(Int16(75)),
            little.little(latitude),
            little.little(longitude),
            little.little(centimetres),
            little.little(Float(5)),
            little.little(Float(-90)),
            little.little(UInt32(1)),
            little.little(UInt16(2))
        )
    }

    mutating func attitude(_ time: UInt64, roll: Int16, pitch: Int16, yaw: UInt16) {
        let little = ULogBuilder.self
        record(
            2,
            little.little(time),
            little.little(Int16(0)),
            little.little(roll),
            little.little(Int16(0)),
            little.little(pitch),
            little.little(UInt16(0)),
            little.little(yaw),
            little.little(Float(0.25))
        )
    }

    /// A log with every kind of record; the vehicle's clock starts at `start` microseconds.
    static func sample(rows: Int = 10, start: UInt64 = 1_000_000) -> DataFlashBuilder {
        var log = DataFlashBuilder()
        log.formats()
        log.rows(rows, start: start)
        return log
    }

    mutating func rows(_ rows: Int, start: UInt64) {
        let little = ULogBuilder.self
        record(3, little.little(start), Self.padded("ArduCopter V4.5.1 (abcdef01)", 64))
        record(3, little.little(start), Self.padded("CubeOrange 003A0028 30365103 31323731", 64))
        record(4, little.little(start), [3, 3, 1])
        for row in 0..<rows {
            let time = start + UInt64(row) * 200_000
            gps(
                time,
                millisecond: 100_000 + UInt32(row) * 200,
                latitude: 432_500_000 + Int32(row) * 100,
                centimetres: 80_000 + Int32(row) * 100
            )
            record(
                7,
                little.little(time),
                [0],
                little.little(UInt16(90)),
                little.little(UInt16(50)),
                little.little(UInt16(80)),
                little.little(UInt16(200)),
                little.little(UInt32(0)),
                little.little(Float(-40)),
                [0]
            )
            attitude(time + 5000, roll: -150, pitch: 250, yaw: 35_900)
            record(
                6,
                little.little(time + 6000),
                little.little(Int32(432_500_000)),
                little.little(Int32(769_000_000)),
                little.little(Float(800)),
                little.little(Float(row)),
                little.little(Float(row)),
                [0],
                little.little(0.5)
            )
            if row % 4 == 1 { record(5, little.little(time + 7000), little.little(UInt32(row))) }
        }
        record(4, little.little(start + 900_000), [9, 9, 2])
    }
}
