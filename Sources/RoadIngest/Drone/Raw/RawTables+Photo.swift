import RoadModel

extension RawTables {
    /// Longer values of Exif are cut after so many bytes, as makers' notes are; `count` tells how
    /// long they are.
    private static let longestValue = 1024

    /// The directories of Exif and the properties of XMP, an entry a row.
    static func photo(_ bytes: RawSpan) -> [RawTable] {
        guard let segments = JPEGSegments(bytes) else { return [] }
        var directories: [(name: String, directory: TIFFDirectory?)] = []
        if let main = segments.exif.flatMap({ TIFFDirectory(bytes, in: $0) }) {
            let shot = TIFFDirectory(bytes, main, pointer: 0x8769)
            directories = [
                ("IFD0", main), ("Exif", shot),
                ("GPS", TIFFDirectory(bytes, main, pointer: 0x8825)),
                ("Interoperability", shot.flatMap { TIFFDirectory(bytes, $0, pointer: 0xA005) }),
                ("IFD1", TIFFDirectory(bytes, after: main)),
            ]
        }
        var tables: [RawTable] = []
        for case (let name, let directory?) in directories where !directory.entries.isEmpty {
            var rows = RawTextTable(["tag", "name", "type", "count", "value"])
            for (tag, entry) in directory.entries.sorted(by: { $0.key < $1.key }) {
                rows.open()
                rows.set("tag", String(tag, radix: 16))
                rows.set("name", ExifName.of(tag, inGPS: name == "GPS"))
                rows.set("type", "\(entry.type)")
                rows.set("count", "\(entry.count)")
                rows.set("value", directory.text(of: entry, bytes, upTo: longestValue))
            }
            tables.append(rows.table(called: name))
        }
        let xmp = XMPPacket(segments, bytes)
        // Declarations of prefixes are no properties.
        let names = xmp.names.filter { !$0.isEmpty && !$0.contains("xmlns:") }
        if !names.isEmpty {
            let values = names.map { xmp[$0] ?? "" }
            tables.append(
                RawTable(name: "XMP", rowCount: names.count, columnNames: ["property", "value"]) {
                    .text($0 == 0 ? names : values)
                }
            )
        }
        return tables
    }
}
