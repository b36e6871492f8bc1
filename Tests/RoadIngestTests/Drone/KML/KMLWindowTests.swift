import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("KML files read in windows")
struct KMLWindowTests {
    /// What each text of ``texts`` is about.
    static let cases = texts.keys.sorted()

    private static let texts: [String: String] = [
        "times and places in turn": document(track(0..<90)),
        "all times, then all places": document(track(0..<90, isApart: true)),
        "the altitude mode behind the samples": document(
            track(0..<40, mode: "", end: "<altitudeMode>absolute</altitudeMode>")
        ),
        "heights above the ground": document(track(0..<40, mode: "relativeToGround")),
        "no times": document(track(0..<60) { _ in "" }),
        "times of three kinds": document(
            track(0..<90) { $0 < 40 ? "" : time($0) + ($0 % 7 == 3 ? "" : "Z") }
        ),
        "broken times and places": document(
            track(0..<90, place: { $0 % 11 == 5 ? "x" : $0 % 13 == 4 ? "" : place($0) }) {
                $0 % 17 == 9 ? "soon" : time($0) + "Z"
            }
        ),
        "more times than places": document(track(0..<90, isApart: true, places: 0..<31)),
        "more places than times": document(track(0..<31, isApart: true, places: 0..<90)),
        "times go backwards": document(track(0..<60) { time(99 - $0) + "Z" }),
        "damage within a track": document(track(0..<60, end: "< <"), track(60..<90)),
        "a track, then another without its end": document(
            "<gx:Track>" + samples(0..<30) + track(30..<50)
        ),
        "several tracks, marks and lines": document(
            track(0..<30),
            mark(1),
            track(40..<41),
            line(50..<60),
            "<gx:Track/>",
            track(70..<99)
        ),
        "placemarks": document((0..<60).map { mark($0, time: time($0) + "Z") }.joined()),
        "placemarks and tracks": document(
            mark(1),
            (0..<20).map { mark($0, time: time($0)) }.joined(),
            track(3..<40),
            "< &",
            (20..<60).map { mark($0, time: time($0) + ($0 < 55 ? "Z" : "")) }.joined(),
            mark(3, time: "x"),
            track(50..<80)
        ),
        "a line": document(line(0..<90)),
        "lines, one of them empty": document(line(0..<90), line(0..<0), line(3..<9), mark(2)),
        "a map": document((0..<65).map { line($0..<$0 + 2) }.joined()),
        "nothing": document(mark(1)),
        "a line that breaks off": "<kml><Placemark>"
            + line(0..<50).replacing("</coordinates></LineString></Placemark>", with: ""),
    ]

    @Test("windows of any length yield what one piece yields", arguments: cases)
    func windows(name: String) throws {
        let bytes = Array((Self.texts[name] ?? "").utf8)
        let whole = Self.read(bytes)
        for window in [1, 7, 64, 600, 1000, 1500, 2500, 4000, bytes.count - 1] {
            #expect(Self.stream(bytes, window) == whole, "window of \(window)")
        }
    }

    @Test("so do windows of files with flipped bytes and files cut off", arguments: cases)
    func damage(name: String) throws {
        var random = SeededGenerator(seed: 31)
        let text = Array((Self.texts[name] ?? "").utf8)
        for round in 0..<600 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8(truncatingIfNeeded: random.next())
            }
            if round % 3 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            let window = Int.random(in: 1...2500, using: &random)
            #expect(Self.stream(bytes, window) == Self.read(bytes), "round \(round)")
        }
    }

    @Test("only the parts of a long track are held, and a short one is one part")
    func parts() throws {
        let bytes = Array(Self.document(Self.track(0..<9), Self.track(0..<900)).utf8)
        let sink = PartSizes()
        try KMLReader.stream(bytes.span.bytes, name: "x", window: 2560, into: sink)
        #expect(sink.sizes[0] == [9])
        #expect(sink.sizes[1]?.max() == 10 && sink.sizes[1]?.reduce(0, +) == 900)
    }

    // MARK: Texts

    private static func time(_ second: Int) -> String {
        "2024-06-01T10:\(10 + second / 60 % 50):\(10 + second % 50)"
    }

    private static func place(_ number: Int) -> String {
        "71.\(100 + number) 51.\(100 + number % 40) \(number % 30)"
    }

    private static func document(_ parts: String...) -> String {
        "<kml><Document>" + parts.joined(separator: "\n") + "</Document></kml>"
    }

    private static func samples(_ numbers: Range<Int>) -> String {
        numbers.map { "<when>\(time($0))Z</when><gx:coord>\(place($0))</gx:coord>" }.joined()
    }

    private static func track(
        _ numbers: Range<Int>,
        mode: String = "absolute",
        isApart: Bool = false,
        places: Range<Int>? = nil,
        end: String = "",
        place: (Int) -> String = Self.place,
        time: (Int) -> String = { Self.time($0) + "Z" }
    ) -> String {
        let whens = numbers.map { time($0).isEmpty ? "<when/>" : "<when>\(time($0))</when>" }
        let coords = (places ?? numbers).map { "<gx:coord>\(place($0))</gx:coord>\n" }
        let all =
            isApart
            ? (whens + coords).joined() : zip(whens, coords).map { $0 + $1 }.joined()
        return "<Placemark><name>T</name><gx:Track><altitudeMode>\(mode)</altitudeMode>\(all)"
            + "\(end)</gx:Track></Placemark>"
    }

    private static func mark(_ number: Int, time: String? = nil) -> String {
        let stamp = time.map { "<TimeStamp><when>\($0)</when></TimeStamp>" } ?? ""
        let place = number % 9 == 7 ? "x,y" : place(number).replacing(" ", with: ",")
        return "<Placemark>\(stamp)<Point><coordinates>\(place)</coordinates></Point></Placemark>"
    }

    private static func line(_ numbers: Range<Int>) -> String {
        let words = numbers.map {
            $0 % 10 == 6 ? "1,2,x" : place($0).replacing(" ", with: ",")
        }
        return "<Placemark><LineString><coordinates>\(words.joined(separator: "\n"))"
            + "</coordinates></LineString></Placemark>"
    }

    // MARK: Outcomes

    /// A flight with every number as a text, so that a missing one equals a missing one; or an
    /// error.
    private static func read(_ bytes: [UInt8]) -> [String] {
        outcome { () throws(IntakeError) in try KMLReader.read(bytes.span.bytes, name: "x") }
    }

    private static func stream(_ bytes: [UInt8], _ window: Int) -> [String] {
        outcome { () throws(IntakeError) in
            let collector = FlightCollector()
            try KMLReader.stream(bytes.span.bytes, name: "x", window: window, into: collector)
            return collector.all
        }
    }

    private static func outcome(_ read: () throws(IntakeError) -> [Flight]) -> [String] {
        do throws(IntakeError) {
            return try read().map { flight in
                TextFlight.expectSound([flight], byteCount: .max)
                return "\(flight)"
            }
        } catch { return ["\(error)"] }
    }
}

/// Notes how many fixes the parts of each flight have.
private final class PartSizes: FlightSink {
    private(set) var sizes: [Int: [Int]] = [:]

    func take(_ part: Flight, of number: Int, isLast: Bool) {
        sizes[number, default: []].append(part.fixes.count)
    }
}
