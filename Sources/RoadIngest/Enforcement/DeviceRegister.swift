package import RoadModel
import Foundation

/// What the accepted records of a file say about the complexes that made them.
package struct DeviceRegister: Sendable {
    /// Complexes in the order in which the file names them first.
    package private(set) var entries: [DeviceEntry] = []

    /// Index of an entry by the hash of its serial number; equal hashes move on by one.
    private var indexOfHash: [UInt64: Int] = [:]
    private var latest = -1

    /// Sites of one serial number that lie further apart than this are worth a note.
    package static let siteTolerance = Metres(50)

    /// No complexes.
    package init() {}

    /// The complex with a serial number, or `nil`.
    package subscript(serial: DeviceID) -> DeviceEntry? {
        entries.first { $0.serial == serial }
    }

    /// One note for every serial number with two sites further apart than `siteTolerance`.
    package var notes: [IntakeNote] {
        entries.compactMap { entry in
            let spread = entry.siteSpread
            guard spread > Self.siteTolerance else { return nil }
            return IntakeNote(
                code: "device.two_sites",
                count: entry.sites.count,
                text: "Complex \(entry.serial.rawValue) reports \(entry.sites.count) sites, "
                    + "\(Int(spread.value.rounded())) m apart."
            )
        }
    }

    /// Counts the record that was just appended to a batch.
    internal mutating func observe(_ row: PassageRow, batch: PassageBatch, at index: Int) {
        let serial = batch.deviceSerial.utf8(at: index)
        if latest < 0 || !serial.elementsEqual(entries[latest].serialBytes) {
            latest = entryIndex(serial)
        }
        entries[latest].observe(row, batch: batch, at: index)
    }

    private mutating func entryIndex(_ serial: ArraySlice<UInt8>) -> Int {
        // FNV-1a, 64 bit (Fowler, Noll, Vo).
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in serial { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        while let index = indexOfHash[hash] {
            if serial.elementsEqual(entries[index].serialBytes) { return index }
            hash &+= 1
        }
        indexOfHash[hash] = entries.count
        entries.append(DeviceEntry(serialBytes: Array(serial)))
        return entries.count - 1
    }
}

/// The distance of two places on a sphere of 6,371,008.8 m.
///
/// Source: Sinnott, "Virtues of the Haversine", Sky and Telescope, 1984.
internal func greatCircle(_ a: GeodeticCoordinate, _ b: GeodeticCoordinate) -> Metres {
    let (phiA, phiB) = (a.latitude.radians.value, b.latitude.radians.value)
    let halfPhi = sin((phiB - phiA) / 2)
    let halfLambda = sin((b.longitude.radians.value - a.longitude.radians.value) / 2)
    let h = halfPhi * halfPhi + cos(phiA) * cos(phiB) * halfLambda * halfLambda
    return Metres(2 * 6_371_008.8 * asin(min(1, h.squareRoot())))
}
