import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Events of vendors' cameras")
struct VendorEventTests {
    private func profile(_ name: String) throws -> RecordProfile {
        let url = SharedReference.packageRoot
            .appendingPathComponent("GeoData/profiles/\(name).toml")
        return try RecordProfile(toml: try String(contentsOf: url, encoding: .utf8), subject: name)
    }

    private func read(
        _ text: String,
        _ name: String,
        zone: String? = nil
    ) throws -> PassageSample.Reading {
        var options = PassageSample.options(zone: zone)
        options.profile = try profile(name)
        return try PassageSample.read(text, options)
    }

    @Test(
        "the shared raw event of Dahua is read with every trap: offset, index, zeros, no JSON",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func sharedDahua() throws {
        let path = SharedReference.path("roadside/dahua_trafficjunction_event_raw.txt")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let reading = try read(text, "dahua")
        let batch = try #require(reading.batches.first)
        #expect(reading.accepted == 1 && reading.rejects.isEmpty)
        // RealUTC 1706600095 and UTCMS 305; UTC is 25,200 s more: the site lies at +07:00.
        #expect(batch.utcMicroseconds == [1_706_600_095_305_000])
        #expect(batch.zoneOffsetSeconds == [25_200])
        #expect(batch.latitudeDegrees[0].isNaN && batch.longitudeDegrees[0].isNaN)
        #expect(batch.deviceSerial[0] == "8M049B2PAJF3085")
        #expect(batch.eventType[0] == "PASSAGE")
        #expect(batch.plate.isEmpty(at: 0))
        #expect(batch.lane == [2])
        #expect(batch.limitKmh == [70])
        #expect(batch.speedKmh[0].isNaN)
        #expect(batch.vehicleKind[0] == "NoMannedConvertibleTricycle")
        #expect(batch.places == [SourcePlace(line: 7, byteOffset: 151)])
    }

    private static let line =
        "Code=TrafficOverSpeed;action=Pulse;index=0;data={\"RealUTC\": 1706600095, \"UTC\": 1706618095"
        + " \"TrafficCar\": {\"MachineName\": \"M1\", \"Speed\": 87, \"UpperSpeedLimit\": 60,"
        + " \"PlateNumber\": \"123 ABC 15\"}, \"CommInfo\": {\"GPSInfo\": {\"Latitude\": 43.25,"
        + " \"Longitude\": 76.9}}}"

    @Test("lines with a code and data in braces are events too, a missing comma notwithstanding")
    func codeLines() throws {
        let text = "--boundary\r\nContent-Type: text/plain\r\n\r\n" + Self.line + "\r\n"
        let reading = try read(text + text, "dahua")
        let batch = try #require(reading.batches.first)
        #expect(batch.count == 2)
        #expect(batch.eventType[0] == "SPEED_INSTANT")
        #expect(batch.zoneOffsetSeconds[0] == 18_000)
        #expect(batch.speedKmh[0] == 87 && batch.limitKmh[0] == 60)
        #expect(batch.plate[1] == "123ABC15")
        #expect(batch.latitudeDegrees[0] == 43.25)
        #expect(batch.places.map(\.line) == [4, 8])
    }

    @Test("without RealUTC the wall clock needs a zone; an impossible offset is refused")
    func clocks() throws {
        let local = Self.line.replacing("\"RealUTC\": 1706600095, ", with: "")
        let bare = try read(local, "dahua")
        #expect(bare.rejects.map(\.reason) == [.timeWithoutZone])
        let zoned = try read(local, "dahua", zone: "+05:00")
        #expect(zoned.batches.first?.utcMicroseconds == [1_706_600_095_000_000])
        let odd = Self.line.replacing("1706618095", with: "1706618000")
        #expect(try read(odd, "dahua").rejects.map(\.reason) == [.badTime])
    }

    @Test("events that are no traffic, and events cut off, are set aside with their place")
    func otherEvents() throws {
        let other = "Code=VideoMotion;action=Start;index=0;data={\"Id\": 1}\n"
        let cut = String(Self.line.dropLast(9))
        let reading = try read(other + Self.line + "\n" + cut, "dahua")
        #expect(reading.accepted == 1)
        #expect(reading.rejects.map(\.reason) == [.unknownCode, .truncatedRecord])
        #expect(reading.rejects.map(\.place.line) == [1, 3])
    }

    private static func alert(_ inside: String) -> String {
        "<?xml version=\"1.0\"?>\n<EventNotificationAlert version=\"2.0\" "
            + "xmlns=\"http://www.isapi.org/ver20/XMLSchema\">" + inside
            + "</EventNotificationAlert>\n"
    }

    @Test("several Hikvision alerts in one dump give a record each; pictures between are passed")
    func isapi() throws {
        let body =
            "<macAddress>44:19:b6:00:11:22</macAddress>"
            + "<dateTime>2026-11-20T09:15:02+05:00</dateTime><eventType>ANPR</eventType>"
            + "<channelName>KAZ02</channelName><ANPR><licensePlate>123ABC15</licensePlate>"
            + "<line>2</line><direction>forward</direction><vehicleInfo><speed>87</speed>"
            + "</vehicleInfo></ANPR>"
        let picture = "--b\r\nContent-Type: image/jpeg\r\n\r\n\u{1}<\u{2}>\u{3}\r\n"
        let text = Self.alert(body) + picture + Self.alert(body.replacing("+05:00", with: ""))
        let reading = try read(text, "hikvision-isapi")
        let batch = try #require(reading.batches.first)
        #expect(batch.count == 1)
        #expect(
            Timestamp(microseconds: batch.utcMicroseconds[0]).description
                == "2026-11-20T04:15:02Z"
        )
        #expect(batch.eventType[0] == "PASSAGE")
        #expect(batch.lane == [2] && batch.speedKmh == [87])
        #expect(batch.direction[0] == "forward")
        #expect(batch.latitudeDegrees[0].isNaN)
        #expect(reading.rejects.map(\.reason) == [.timeWithoutZone])
    }

    @Test("an alert that another one interrupts is cut off, and the other is read")
    func interrupted() throws {
        let whole =
            "<deviceID>D</deviceID><dateTime>2026-01-01T00:00:00Z</dateTime>"
            + "<eventType>ANPR</eventType>"
        let text = "<EventNotificationAlert><deviceID>D</deviceID>\n" + Self.alert(whole)
        let reading = try read(text, "hikvision-isapi")
        #expect(reading.accepted == 1)
        #expect(
            reading.rejects.map(\.reason) == [.malformedRecord]
                || reading.rejects.map(\.reason) == [.truncatedRecord]
        )
    }

    @Test(
        "plates are told by series, homoglyphs made one",
        arguments: [
            ("123 АВС 15", "KZ-2012"), ("123AB15", "KZ-2012-ENTITY"), ("A123BCD", "KZ-1993"),
            ("A 123 BC", "KZ-1993"), ("123ABC77", "KZ-REGION-UNKNOWN"), ("А123ВС77", "RU"),
            ("А123ВС777", "RU"), ("01 123 ABC", "KG"), ("01A123BC", "UZ"), ("???", "UNKNOWN"),
            ("", "UNKNOWN"),
        ]
    )
    func plates(plate: String, series: String) {
        let text = PlateText.normalised(plate)
        #expect(PlateGrammar.series(of: text).rawValue == series)
    }

    @Test("letters read for digits are proposed back only where the series leaves no doubt")
    func plateProposals() {
        #expect(PlateGrammar.proposal(for: "1Z3ABC15") == "123ABC15")
        #expect(PlateGrammar.proposal(for: "1230BC15") == "123OBC15")
        #expect(PlateGrammar.proposal(for: "123ABC15") == nil)
        #expect(PlateGrammar.proposal(for: "A123BC") == nil)
    }
}
