/// Writes small JPEG files with Exif and XMP for tests.
struct PhotoBuilder {
    /// One Exif entry.
    enum Value {
        case text(String)
        case rationals([(UInt32, UInt32)])
        case short(UInt16)
        case bytes([UInt8])
    }

    var isBigEndian = true
    var main: [(UInt16, Value)] = []
    var shot: [(UInt16, Value)] = []
    var gps: [(UInt16, Value)] = []
    var xmp = ""
    var extended: [UInt8] = []

    private func number<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
        let big = (0..<Number.bitWidth / 8).reversed()
            .map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isBigEndian ? big : big.reversed()
    }

    private func directory(
        _ entries: [(UInt16, Value)],
        at start: Int,
        pointers: [(UInt16, Int)] = []
    ) -> [UInt8] {
        var far: [UInt8] = []
        var table = number(UInt16(entries.count + pointers.count))
        let farStart = start + 2 + (entries.count + pointers.count) * 12 + 4
        for (tag, value) in entries {
            let (type, count, content): (UInt16, Int, [UInt8]) =
                switch value {
                case .text(let text): (2, text.utf8.count + 1, Array(text.utf8) + [0])
                case .rationals(let all):
                    (5, all.count, all.flatMap { number($0.0) + number($0.1) })
                case .short(let short): (3, 1, number(short))
                case .bytes(let bytes): (1, bytes.count, bytes)
                }
            table += number(tag) + number(type) + number(UInt32(count))
            if content.count <= 4 {
                table += content + [UInt8](repeating: 0, count: 4 - content.count)
            } else {
                table += number(UInt32(farStart + far.count))
                far += content
            }
        }
        for (tag, offset) in pointers {
            table += number(tag) + number(UInt16(4)) + number(UInt32(1)) + number(UInt32(offset))
        }
        return table + number(UInt32(0)) + far
    }

    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
    }

    func file() -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8]
        if !main.isEmpty || !shot.isEmpty || !gps.isEmpty {
            let length = directory(main, at: 8, pointers: [(0x8769, 0), (0x8825, 0)]).count
            let shotBytes = directory(shot, at: 8 + length)
            let gpsStart = 8 + length + shotBytes.count
            let tiff =
                (isBigEndian ? [0x4D, 0x4D] : [0x49, 0x49]) + number(UInt16(42))
                + number(UInt32(8))
                + directory(main, at: 8, pointers: [(0x8769, 8 + length), (0x8825, gpsStart)])
                + shotBytes + directory(gps, at: gpsStart)
            bytes += Self.segment(0xE1, Array("Exif\0\0".utf8) + tiff)
        }
        if !xmp.isEmpty {
            bytes += Self.segment(
                0xE1,
                Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Array(xmp.utf8)
            )
        }
        if !extended.isEmpty {
            let half = extended.count / 2
            // The parts may come in any order.
            for (start, part) in [(half, extended[half...]), (0, extended[..<half])] {
                let header =
                    Array("http://ns.adobe.com/xmp/extension/\0".utf8)
                    + [UInt8](repeating: 65, count: 32)
                let place = [extended.count, start].flatMap { value in
                    (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
                }
                bytes += Self.segment(0xE1, header + place + part)
            }
        }
        bytes += Self.segment(0xC0, [8, 0x0B, 0xB8, 0x0F, 0xA0, 3, 1, 0x22, 0])
        return bytes + Self.segment(0xDA, [1, 1, 0, 0, 0x3F, 0]) + [1, 2, 3, 0xFF, 0xD9]
    }

    /// A packet whose description carries these attributes and elements.
    static func packet(attributes: String, elements: String = "") -> String {
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
            + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
            + "rdf:about=\"\" \(attributes)>\(elements)</rdf:Description></rdf:RDF></x:xmpmeta>"
    }

    /// A DJI photo with RTK, as a Mavic 3 Enterprise writes it.
    static func sample() -> PhotoBuilder {
        var photo = PhotoBuilder(isBigEndian: false)
        photo.main = [(0x010F, .text("DJI")), (0x0110, .text("M3E"))]
        photo.shot = [
            (0x9003, .text("2025:06:01 13:15:30")), (0x9291, .text("250")),
            (0x920A, .rationals([(1229, 100)])), (0xA405, .short(24)),
        ]
        photo.gps = [
            (1, .text("N")), (2, .rationals([(51, 1), (7, 1), (4080, 100)])), (3, .text("E")),
            (4, .rationals([(71, 1), (25, 1), (5016, 100)])), (5, .bytes([0])),
            (6, .rationals([(345_678, 1000)])),
        ]
        photo.xmp = packet(
            attributes: "xmlns:drone-dji=\"http://www.dji.com/drone-dji/1.0/\" "
                + "drone-dji:GpsStatus=\"RTK\" drone-dji:AbsoluteAltitude=\"+345.678\" "
                + "drone-dji:RelativeAltitude=\"+60.123\" drone-dji:GimbalRollDegree=\"+0.00\" "
                + "drone-dji:GimbalYawDegree=\"-120.50\" drone-dji:GimbalPitchDegree=\"-89.90\" "
                + "drone-dji:FlightRollDegree=\"+1.20\" drone-dji:FlightYawDegree=\"-121.00\" "
                + "drone-dji:FlightPitchDegree='-3.40' drone-dji:ImageSource=\"WideCamera\"",
            elements: "<drone-dji:GpsLatitude>51.128000001</drone-dji:GpsLatitude>\n"
                + "<drone-dji:GpsLongitude>+71.430600002</drone-dji:GpsLongitude>"
                + "<drone-dji:RtkFlag>50</drone-dji:RtkFlag>"
                + "<drone-dji:RtkStdLat>0.03</drone-dji:RtkStdLat>"
                + "<drone-dji:RtkStdLon>0.04</drone-dji:RtkStdLon>"
                + "<drone-dji:RtkStdHgt>0.05</drone-dji:RtkStdHgt>"
                + "<drone-dji:UTCAtExposure>2025-06-01T08:15:30.250000</drone-dji:UTCAtExposure>"
                + "<drone-dji:DewarpData>2024-01-02;3700.1,3700.2,-5.5,6.5,0.1,-0.2,0.001,0.002,0.3"
                + "</drone-dji:DewarpData>"
        )
        return photo
    }
}
