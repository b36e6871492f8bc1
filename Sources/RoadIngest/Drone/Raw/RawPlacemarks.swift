import RoadModel

/// What a KML file holds as it is written, every value a text.
///
/// - `Placemark`: a row each; elements and attributes in it are columns, named by their path.
/// - `Track`: a row for each sample of a `gx:Track`: its `when`, `coord`, `angles` and its arrays of
///   further values, paired in the order in which they stand.
/// - `coordinates`: a row for each tuple of a point, line or ring.
///
/// Source: OGC KML 2.3, clauses 9 and 10 (placemarks, `Track`, `SimpleArrayData`).
struct RawPlacemarks {
    private var placemarks = RawTextTable()
    private var samples = RawTextTable(["placemark", "track", "when", "coord", "angles"])
    private var tuples = RawTextTable(["placemark", "shape", "coordinates"])

    private var isInPlacemark = false
    private var path = RawElementPath()
    private var trackCount = 0
    private var isInTrack = false
    /// Where the samples of the open track begin, and how many of each kind it has.
    private var firstSample = 0
    private var sampleCounts: [String: Int] = [:]
    /// The open array of further values.
    private var array: String?
    /// The open sample, whose text is still to come.
    private var sample: String?

    private init() {}

    /// The tables that have rows.
    static func tables(_ bytes: Span<UInt8>) -> [RawTable] {
        var file = RawPlacemarks()
        var scanner = XMLScanner(from: Encoding.lengthOfMark(bytes))
        while let token = scanner.next(bytes) { file.take(token, bytes) }
        let tables = [
            ("Placemark", file.placemarks), ("Track", file.samples), ("coordinates", file.tuples),
        ]
        return tables.filter { $1.rows > 0 }.map { $1.table(called: $0) }
    }

    private mutating func take(_ token: XMLToken, _ bytes: Span<UInt8>) {
        switch token.kind {
        case .start: start(token, XMLText.readable(bytes, token.name), bytes)
        case .end: end(XMLText.readable(bytes, token.name))
        case .text: text(token.range, bytes)
        case .malformed, .documentType: return
        }
    }

    private mutating func start(_ token: XMLToken, _ name: String, _ bytes: Span<UInt8>) {
        if name == "Placemark" {
            placemarks.open()
            (isInPlacemark, isInTrack, path) = (true, false, RawElementPath())
        } else {
            path.open(name)
        }
        if name == "Track" {
            trackCount += 1
            (isInTrack, firstSample, sampleCounts) = (true, samples.rows, [:])
        }
        if isInTrack { startInTrack(token, name, bytes) }
        // The name of an array is the name of a column.
        let isNamed = path.isEmpty || path.isNamed
        if isInPlacemark, isNamed, array == nil { setAttributes(token, bytes) }
        if token.isEmpty { end(name) }
    }

    private mutating func startInTrack(
        _ token: XMLToken,
        _ name: String,
        _ bytes: Span<UInt8>
    ) {
        switch name {
        case "when", "coord", "angles": openSample(name)
        case "value": if let array { openSample(array) }
        case "SimpleArrayData":
            var attributes = XMLAttributes(of: token)
            while let (key, value) = attributes.next(bytes), array == nil {
                if XMLText.readable(bytes, key) == "name" {
                    array = XMLText.readable(bytes, value)
                }
            }
        default: break
        }
    }

    /// An empty sample counts too, so that the others stay in step.
    private mutating func openSample(_ name: String) {
        let row = firstSample + sampleCounts[name, default: 0]
        sampleCounts[name, default: 0] += 1
        if row == samples.rows {
            samples.set("placemark", isInPlacemark ? "\(placemarks.rows)" : "", at: row)
            samples.set("track", "\(trackCount)", at: row)
        }
        sample = name
    }

    private mutating func end(_ name: String) {
        switch name {
        case "Placemark": (isInPlacemark, isInTrack) = (false, false)
        case "Track": isInTrack = false
        case "SimpleArrayData": array = nil
        default: break
        }
        sample = nil
        if name == "Placemark" { path = RawElementPath() } else { path.close() }
    }

    private mutating func text(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        if let sample {
            let text = XMLText.whole(bytes, range)
            let row = firstSample + sampleCounts[sample, default: 1] - 1
            if !text.isEmpty { samples.set(sample, text, at: row) }
        } else if path.names.last == "coordinates" {
            readTuples(range, bytes)
        } else if isInPlacemark, path.isNamed {
            let text = XMLText.whole(bytes, range)
            if !text.isEmpty { placemarks.set(path.text, text) }
        }
    }

    private mutating func readTuples(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        let shape = path.names.dropLast().last ?? ""
        XMLText.forEachWord(bytes, range) { word in
            tuples.open()
            if isInPlacemark { tuples.set("placemark", "\(placemarks.rows)") }
            tuples.set("shape", shape)
            tuples.set("coordinates", XMLText.whole(bytes, word))
        }
    }

    private mutating func setAttributes(_ token: XMLToken, _ bytes: Span<UInt8>) {
        var attributes = XMLAttributes(of: token)
        while let (name, value) = attributes.next(bytes) {
            let name = XMLText.readable(bytes, name)
            placemarks.set(path.attribute(name), XMLText.whole(bytes, value))
        }
    }
}
