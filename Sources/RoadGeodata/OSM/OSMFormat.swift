/// The encodings of OpenStreetMap files; raw values are libosmium's names.
package enum OSMFormat: String, Sendable, Hashable {
    /// Protocol buffers.
    case pbf
    /// XML.
    case xml = "osm"
    /// XML in gzip.
    case xmlGzip = "osm.gz"
    /// XML in bzip2.
    case xmlBzip2 = "osm.bz2"
}
