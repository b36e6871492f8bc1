import RoadModel

extension RawTables {
    /// Decrypted records by kind, angles in the record's tenths of a degree.
    static func djiRecord(
        _ bytes: RawSpan,
        _ name: String,
        _ keychains: DJIKeychains?
    ) throws(IntakeError) -> [RawTable] {
        let file = try DJIRecordFile(reading: bytes, name: name, keychains: keychains)
        let tables = [
            table(
                "OSD",
                file.osd,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("longitude_rad", { .double($0.map(\.longitudeRadians)) }),
                    ("latitude_rad", { .double($0.map(\.latitudeRadians)) }),
                    ("height_dm", { .signed($0.map { Int64($0.height) }) }),
                    ("speed_north_dmps", { .signed($0.map { Int64($0.speedNorth) }) }),
                    ("speed_east_dmps", { .signed($0.map { Int64($0.speedEast) }) }),
                    ("speed_down_dmps", { .signed($0.map { Int64($0.speedDown) }) }),
                    ("pitch_ddeg", { .signed($0.map { Int64($0.pitch) }) }),
                    ("roll_ddeg", { .signed($0.map { Int64($0.roll) }) }),
                    ("yaw_ddeg", { .signed($0.map { Int64($0.yaw) }) }),
                    ("mode_and_control", { .unsigned($0.map { UInt64($0.modeAndControl) }) }),
                    ("app_command", { .unsigned($0.map { UInt64($0.appCommand) }) }),
                    ("satellites", { .unsigned($0.map { UInt64($0.satellites) }) }),
                    ("action", { .unsigned($0.map { UInt64($0.action) }) }),
                    ("motor_failure", { .unsigned($0.map { UInt64($0.motorFailure) }) }),
                    ("battery_percent", { .unsigned($0.map { UInt64($0.battery) }) }),
                    ("sonar_height_dm", { .unsigned($0.map { UInt64($0.sonarHeight) }) }),
                    ("fly_time_ds", { .unsigned($0.map { UInt64($0.flyTime) }) }),
                ]
            ),
            table(
                "HOME",
                file.homes,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("longitude_rad", { .double($0.map(\.longitudeRadians)) }),
                    ("latitude_rad", { .double($0.map(\.latitudeRadians)) }),
                    ("altitude_dm", { .single($0.map(\.altitude)) }),
                    ("flags", { .unsigned($0.map { UInt64($0.flags) }) }),
                ]
            ),
            table(
                "GIMBAL",
                file.gimbal,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("pitch_ddeg", { .signed($0.map { Int64($0.pitch) }) }),
                    ("roll_ddeg", { .signed($0.map { Int64($0.roll) }) }),
                    ("yaw_ddeg", { .signed($0.map { Int64($0.yaw) }) }),
                    ("mode", { .unsigned($0.map { UInt64($0.mode) }) }),
                ]
            ),
            table(
                "CUSTOM",
                file.custom,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("photo", { .unsigned($0.map { UInt64($0.photo) }) }),
                    ("video", { .unsigned($0.map { UInt64($0.video) }) }),
                    ("speed", { .single($0.map(\.speed)) }),
                    ("distance", { .single($0.map(\.distance)) }),
                    ("utc_ms", { .signed($0.map(\.utcMilliseconds)) }),
                ]
            ),
            table(
                "APPGPS",
                file.appPlaces,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("latitude_deg", { .double($0.map(\.latitudeDegrees)) }),
                    ("longitude_deg", { .double($0.map(\.longitudeDegrees)) }),
                ]
            ),
            table(
                "CAMERA",
                file.camera,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("state", { .unsigned($0.map { UInt64($0.state) }) }),
                ]
            ),
            table(
                "TEXT",
                file.texts,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("type", { .unsigned($0.map { UInt64($0.type) }) }),
                    ("text", { .text($0.map(\.text)) }),
                ]
            ),
        ]
        return tables.filter { $0.rowCount > 0 }
    }

    /// Frames of a telemetry track; what a frame does not hold is empty.
    static func djiVideo(_ bytes: RawSpan, _ name: String) throws(IntakeError) -> [RawTable] {
        let file = try DJIVideoFile(reading: bytes, name: name)
        return [
            table(
                "frames",
                file.frames,
                [
                    ("offset", { .signed($0.map { Int64($0.offset) }) }),
                    ("time_us", { .signed($0.map(\.microseconds)) }),
                    ("device_us", { .unsigned($0.map(\.deviceMicroseconds)) }),
                    ("utc_us", { .text($0.map { $0.utcMicroseconds.map { "\($0)" } ?? "" }) }),
                    ("latitude", { .double($0.map { $0.hasPosition ? $0.latitude : .nan }) }),
                    ("longitude", { .double($0.map { $0.hasPosition ? $0.longitude : .nan }) }),
                    ("is_degrees", { .unsigned($0.map { $0.isInDegrees ? 1 : 0 }) }),
                    (
                        "altitude_mm",
                        { .double($0.map { $0.absoluteAltitude.map(Double.init) ?? .nan }) }
                    ),
                    ("relative_height_m", { .single($0.map { $0.relativeHeight ?? .nan }) }),
                    ("roll_ddeg", { .double($0.map { $0.hasAttitude ? Double($0.roll) : .nan }) }),
                    (
                        "pitch_ddeg",
                        { .double($0.map { $0.hasAttitude ? Double($0.pitch) : .nan }) }
                    ),
                    ("yaw_ddeg", { .double($0.map { $0.hasAttitude ? Double($0.yaw) : .nan }) }),
                    (
                        "gimbal_roll_ddeg",
                        { .double($0.map { $0.hasGimbal ? Double($0.gimbalRoll) : .nan }) }
                    ),
                    (
                        "gimbal_pitch_ddeg",
                        { .double($0.map { $0.hasGimbal ? Double($0.gimbalPitch) : .nan }) }
                    ),
                    (
                        "gimbal_yaw_ddeg",
                        { .double($0.map { $0.hasGimbal ? Double($0.gimbalYaw) : .nan }) }
                    ),
                ]
            )
        ]
    }

    /// Packets of ST 0601, a column a tag: numbers in the standard's units, else text or bytes.
    static func klv(_ bytes: RawSpan, _ name: String) throws(IntakeError) -> [RawTable] {
        let file = try KLVFile(reading: bytes, name: name)
        return file.streams.filter { !$0.packets.isEmpty }.map { stream in
            let tags = Set(stream.packets.flatMap { $0.items.map(\.tag) }).sorted()
            let prefix = stream.identifier.map { "\($0)_" } ?? ""
            return RawTable(
                name: prefix + "ST0601",
                rowCount: stream.packets.count,
                columnNames: tags.map { "tag_\($0)" }
            ) { index in
                let content = stream.bytes.span.bytes
                return .text(stream.packets.map { Self.cell($0, tags[index], content) })
            }
        }
    }

    private static func cell(_ packet: KLVPacket, _ tag: UInt64, _ bytes: RawSpan) -> String {
        guard let item = packet.item(tag) else { return "" }
        if tag == 2, let time = packet.microseconds(bytes) { return "\(time)" }
        // Names, designators and the like: ST 0601 tags 3, 4, 10 to 12, 59, 70 and 107.
        if [3, 4, 10, 11, 12, 59, 70, 107].contains(tag) { return packet.text(tag, bytes) }
        let number = packet.number(tag, bytes)
        if number.isFinite { return "\(number)" }
        return hexadecimal(bytes, item.range)
    }

    /// Bytes as two small digits each.
    static func hexadecimal(_ bytes: RawSpan, _ range: Range<Int>) -> String {
        let digits = Array("0123456789abcdef")
        var text = ""
        for offset in range {
            let byte = Int(bytes.uint8(at: offset) ?? 0)
            text.append(digits[byte >> 4])
            text.append(digits[byte & 15])
        }
        return text
    }

    /// A table over values of one kind.
    static func table<Record: Sendable>(
        _ name: String,
        _ records: [Record],
        _ columns: [(name: String, values: @Sendable ([Record]) -> RawColumn)]
    ) -> RawTable {
        RawTable(name: name, rowCount: records.count, columnNames: columns.map(\.name)) {
            columns[$0].values(records)
        }
    }
}
