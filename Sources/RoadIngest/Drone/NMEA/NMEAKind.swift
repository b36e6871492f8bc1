/// The sentences of NMEA 0183 that are read.
internal enum NMEAKind {
    case rmc, gga, gll, gns, zda, vtg, gsa, gst
    /// Magellan's track point, `PMGNTRK`.
    case magellanTrack

    /// The kind of an address field such as `GPRMC`, whatever the talker.
    init?(_ bytes: Span<UInt8>, _ address: Range<Int>) {
        if isEqual(bytes, address, "PMGNTRK") {
            self = .magellanTrack
            return
        }
        guard address.count == 5, bytes[address.lowerBound] != UInt8(ascii: "P") else { return nil }
        let formatter = address.lowerBound + 2..<address.upperBound
        switch bytes[formatter.lowerBound] {
        case UInt8(ascii: "R") where isEqual(bytes, formatter, "RMC"): self = .rmc
        case UInt8(ascii: "G") where isEqual(bytes, formatter, "GGA"): self = .gga
        case UInt8(ascii: "G") where isEqual(bytes, formatter, "GLL"): self = .gll
        case UInt8(ascii: "G") where isEqual(bytes, formatter, "GNS"): self = .gns
        case UInt8(ascii: "G") where isEqual(bytes, formatter, "GSA"): self = .gsa
        case UInt8(ascii: "G") where isEqual(bytes, formatter, "GST"): self = .gst
        case UInt8(ascii: "Z") where isEqual(bytes, formatter, "ZDA"): self = .zda
        case UInt8(ascii: "V") where isEqual(bytes, formatter, "VTG"): self = .vtg
        default: return nil
        }
    }
}
