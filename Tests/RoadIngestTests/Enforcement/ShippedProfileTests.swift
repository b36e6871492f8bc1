import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Shipped profiles")
struct ShippedProfileTests {
    private func read(_ bytes: [UInt8], _ name: String) throws -> PassageSample.Reading {
        let path = SharedReference.packageRoot.appendingPathComponent(
            "GeoData/profiles/\(name).toml"
        ).path
        let toml = try String(contentsOfFile: path, encoding: .utf8)
        var options = PassageSample.options()
        options.profile = try RecordProfile(toml: toml, subject: name)
        options.zone = options.profile.zone.flatMap { CivilZone(named: $0) }
        // A declared system is brought to WGS 84 above this module: see ExportReadingTests.
        if options.profile.crs != nil {
            options.toWGS84 = { northing, easting in
                GeodeticCoordinate(
                    latitude: Degrees(northing / 1e5),
                    longitude: Degrees(easting / 1e5 - 60)
                )
            }
        }
        return try PassageSample.read(bytes, options)
    }

    private static let russian =
        "наименование радара/комплекса;заводской номер;дата и время фиксации события;"
        + "тип фиксируемого события;направление движения ТС;широта;долгота;"
        + "информация о месте фиксации события;номер свидетельства о поверке;"
        + "срок действия свидетельства о поверке;ГРНЗ;измеренная скорость\r\n"
        + "Зерек-2;K1;23.10.2026 09:15:02;SPEED_INSTANT;к центру;53,5;69,2;315 км;BA;14.03.2027;"
        + "123АВС15;112,5\r\n"

    @Test("order-971-ru-1251 and order-971-utf16 read what an office's spreadsheets save")
    func office() throws {
        let narrow = try #require(EncodedText.bytes(Self.russian, .windows1251))
        let wide = try #require(
            EncodedText.bytes(Self.russian.replacing(";", with: "\t"), .utf16LittleEndian)
        )
        for (bytes, name) in [(narrow, "order-971-ru-1251"), (wide, "order-971-utf16")] {
            let reading = try read(bytes, name)
            let batch = try #require(reading.batches.first)
            #expect(reading.rejects.isEmpty)
            #expect(batch.deviceName[0] == "Зерек-2" && batch.plate[0] == "123ABC15")
            #expect(batch.speedKmh == [112.5] && batch.latitudeDegrees == [53.5])
            let time = Timestamp(microseconds: batch.utcMicroseconds[0])
            #expect("\(time)" == "2026-10-23T04:15:02Z")
            #expect(batch.certificateValidUntil[0] == "2027-03-14")
        }
    }

    @Test("epoch-mps reads milliseconds and metres per second")
    func machine() throws {
        let text = """
            device_name,device_id,timestamp,event_type,direction,lat,lon,place_text,cert_no,\
            cert_valid_until,speed,limit
            Z,K1,1792728902120,PASSAGE,in,53.5,69.2,x,BA,2027-03-14,25,20

            """
        let batch = try #require(try read(Array(text.utf8), "epoch-mps").batches.first)
        #expect(batch.speedKmh == [90] && batch.limitKmh == [72])
        #expect(batch.utcMicroseconds == [1_792_728_902_120_000])
        #expect(batch.zoneOffsetSeconds == [0])
    }

    @Test("gost-57144 reads each code of events")
    func gost() throws {
        let codes = [
            "C0": "PASSAGE", "C1.1": "SPEED_INSTANT", "C1.2": "SPEED_AVERAGE", "C9": "WRONG_WAY",
            "C10": "UTURN_REVERSE", "C11": "SOLID_LINE", "C12": "RED_LIGHT", "C13": "STOP_LINE",
            "C14": "JUNCTION_BLOCK", "C15": "PEDESTRIAN",
        ].sorted { $0.key < $1.key }
        let header =
            "device_name,device_serial,event_time,event_type,direction,site_lat,site_lon,place_text,"
            + "cert_no,cert_valid_until,plate,speed_measured\n"
        let rows = codes.map {
            "Z,K1,2026-10-23T09:15:02+05:00,\($0.key),in,53.5,69.2,x,BA,2027-03-14,123ABC15,90\n"
        }
        let reading = try read(Array((header + rows.joined()).utf8), "gost-57144")
        let batch = try #require(reading.batches.first)
        #expect(reading.rejects.isEmpty)
        #expect((0..<batch.count).map { batch.eventType[$0] } == codes.map(\.value))
    }

    @Test("pulkovo-1942-zone-12 hands northing X and easting Y to its system")
    func pulkovo() throws {
        let text = """
            device_name,device_serial,event_time,event_type,direction,X,Y,place_text,cert_no,\
            cert_valid_until
            Z,K1,2026-10-23 09:15:02,PASSAGE,in,5350000,12920000,x,BA,2027-03-14

            """
        let batch = try #require(
            try read(Array(text.utf8), "pulkovo-1942-zone-12").batches.first
        )
        #expect(batch.latitudeDegrees == [53.5] && abs(batch.longitudeDegrees[0] - 69.2) < 1e-9)
    }

    @Test(
        "a proposed profile names the system of metres, with the zone that a text or town gives",
        arguments: [
            ("5663190;12500123", "x", "crs = \"EPSG:28412\""),
            ("5663190;500123", "участок, UTM 42N", "crs = \"EPSG:32642\""),
            ("4790000;650123", "г. Алматы, пр. Абая", "crs = \"EPSG:32643\""),
            ("500123;5663190", "Астана", "exchange the two"),
            ("5663190;500123", "x", "EPSG:32639 (west)"),
            ("53.5;69.2", "Астана", "zone = "),
        ]
    )
    func metres(_ given: (pair: String, place: String, words: String)) {
        let text =
            "камера;зав. №;дата и время;тип события;направление;широта;долгота;адрес\n"
            + "Z;K1;2026-10-23 09:15:02;проезд;в город;\(given.pair);\(given.place)\n"
        let guess = ProfileGuess(Array(text.utf8).span, name: "v")
        let all = guess.toml + guess.remarks.joined(separator: "\n")
        #expect(all.contains(given.words), "\(all)")
        let isPlain = given.pair.contains(".")
        #expect(guess.toml.contains("crs") != isPlain)
    }

    @Test(
        "classes of vehicles are told in three languages, the narrower word first",
        arguments: [
            ("легковой", VehicleClass.car), ("жеңіл көлік", .car), ("passenger", .car),
            ("мотоцикл", .car), ("грузовой", .truck), ("жүк көлігі", .truck), ("cargo", .truck),
            ("грузовой с прицепом", .heavyTruck), ("HGV", .heavyTruck), ("тягач", .heavyTruck),
            ("грузовой до 3,5 т", .lightTruck), ("pickup", .lightTruck), ("автобус", .bus),
            ("микроавтобус", .minibus), ("шағын автобус", .minibus), ("тіркеме", .trailer),
            ("", .unknown), ("неизвестно", .unknown), ("??", .unknown),
        ]
    )
    func classes(_ given: (text: String, expected: VehicleClass)) {
        #expect(VehicleWeight.vehicleClass(given.text) == given.expected, "\(given.text)")
    }
}
