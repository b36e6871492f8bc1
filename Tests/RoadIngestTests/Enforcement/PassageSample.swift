import RoadIngest
import RoadModel

/// Builds files of complexes' records for tests.
enum PassageSample {
    static let columns = [
        "device_name", "device_serial", "event_time", "event_type", "direction", "site_lat",
        "site_lon", "place_text", "cert_no", "cert_valid_until", "vehicle_kind", "vehicle_make",
        "plate", "speed_measured", "speed_limit", "lane", "device_mode", "heading", "accuracy_m",
    ]

    static let header = columns.joined(separator: ",")

    static let good: [String: String] = [
        "device_name": "Зерек-2", "device_serial": "KZ-1",
        "event_time": "2026-11-23T09:15:02.120+05:00", "event_type": "SPEED_INSTANT",
        "direction": "receding", "site_lat": "53.512345", "site_lon": "69.204567",
        "place_text": "\"KAZ02, 315 км + 200 м\"", "cert_no": "BA-03", "vehicle_make": "Subaru",
        "cert_valid_until": "14.03.2027", "vehicle_kind": "passenger", "plate": "123 авс-15",
        "speed_measured": "112", "speed_limit": "100", "lane": "2", "device_mode": "TEST",
        "heading": "271.5", "accuracy_m": "3",
    ]

    /// A record with some fields replaced.
    static func row(_ changes: [String: String] = [:]) -> String {
        columns.map { changes[$0] ?? good[$0] ?? "" }.joined(separator: ",")
    }

    static let received = Timestamp(
        date: CivilDate(daysSinceEpoch: 20_800),  // 2026-12-13
        secondOfDay: 0
    )

    static func options(zone: String? = nil, extent: GeodeticExtent? = nil)
        -> PassageReadingOptions
    {
        PassageReadingOptions(
            subject: "sample.csv",
            receivedAt: received,
            zone: zone.flatMap { CivilZone(named: $0) },
            expectedExtent: extent
        )
    }

    /// Everything a file yields.
    struct Reading {
        var batches: [PassageBatch] = []
        var rejects: [Reject] = []
        var recordsSeen = 0
        var accepted = 0
        var devices = DeviceRegister()
        var notes: [IntakeNote] = []
    }

    static func read(_ bytes: [UInt8], _ options: PassageReadingOptions = options())
        throws(IntakeError) -> Reading
    {
        var reader = try PassageReader(bytes.span, options: options)
        var reading = Reading()
        var batch = PassageBatch()
        while reader.next(bytes.span, into: &batch, rejects: &reading.rejects) {
            reading.batches.append(batch)
        }
        (reading.recordsSeen, reading.accepted) = (reader.recordsSeen, reader.recordsAccepted)
        (reading.devices, reading.notes) = (reader.devices, reader.notes)
        return reading
    }

    static func read(_ text: String, _ options: PassageReadingOptions = options())
        throws(IntakeError) -> Reading
    {
        try read(Array(text.utf8), options)
    }
}
