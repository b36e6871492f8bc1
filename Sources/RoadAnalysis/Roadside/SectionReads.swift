package import RoadModel

/// Reads of vehicles at the ends of sections, one row a passage; what section control works on.
package struct SectionReads: Sendable {
    /// UTC microseconds.
    package private(set) var microseconds: [Int64] = []
    /// Index of the complex in `devices`.
    package private(set) var device: [UInt32] = []
    /// The plate's keyed pseudonym or its hash: equal plates have equal keys.
    package private(set) var key: [UInt64] = []
    /// Local minus UTC, in seconds.
    package private(set) var offsetSeconds: [Int32] = []
    /// The row's number in the source, for messages.
    package private(set) var row: [UInt32] = []
    /// The vehicle's class.
    package private(set) var vehicle: [VehicleClass] = []
    /// Serial numbers of the complexes.
    package private(set) var devices: [String] = []
    /// The plates themselves, where the source shows them; empty for pseudonyms.
    package private(set) var plates = TextColumn()
    /// Reads without a plate, which nothing can be joined by.
    package private(set) var withoutPlate = 0
    /// Reads of complexes that no section names.
    package private(set) var elsewhere = 0

    private var indexOfDevice: [String: UInt32] = [:]
    private var last = (serial: [UInt8](), index: UInt32(0), isKnown: false)
    private let wanted: Set<String>

    /// No reads yet; only those of the named complexes will be kept.
    package init(devices wanted: Set<String>) { self.wanted = wanted }

    /// The number of reads.
    package var count: Int { microseconds.count }

    /// The index of a serial number, `nil` when it was never seen.
    package func index(of serial: String) -> UInt32? { indexOfDevice[serial] }

    /// Adds a read whose plate is shown; a read without one is only counted.
    package mutating func add(
        time: Int64,
        offsetSeconds: Int32,
        serial: ArraySlice<UInt8>,
        plate: ArraySlice<UInt8>,
        vehicle: VehicleClass = .unknown,
        row: Int
    ) {
        guard let device = device(serial) else {
            elsewhere += 1
            return
        }
        guard !plate.isEmpty else {
            withoutPlate += 1
            return
        }
        // FNV-1a, 64 bit: equal keys are compared as texts before they are joined.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in plate { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        append(time, offsetSeconds, device, hash, vehicle, row)
        plates.append(utf8: plate)
    }

    /// Adds a read whose plate is a pseudonym of 8 bytes or more.
    package mutating func add(
        time: Int64,
        offsetSeconds: Int32,
        serial: ArraySlice<UInt8>,
        pseudonym: [UInt8]?,
        vehicle: VehicleClass = .unknown,
        row: Int
    ) {
        guard let device = device(serial) else {
            elsewhere += 1
            return
        }
        guard let pseudonym, pseudonym.count >= 8 else {
            withoutPlate += 1
            return
        }
        var key: UInt64 = 0
        for byte in pseudonym.prefix(8) { key = key << 8 | UInt64(byte) }
        append(time, offsetSeconds, device, key, vehicle, row)
        plates.append("")
    }

    private mutating func append(
        _ time: Int64,
        _ offset: Int32,
        _ device: UInt32,
        _ key: UInt64,
        _ vehicle: VehicleClass,
        _ row: Int
    ) {
        microseconds.append(time)
        offsetSeconds.append(offset)
        self.device.append(device)
        self.key.append(key)
        self.vehicle.append(vehicle)
        self.row.append(UInt32(clamping: row))
    }

    private mutating func device(_ serial: ArraySlice<UInt8>) -> UInt32? {
        // Exports come complex by complex.
        if serial.elementsEqual(last.serial) { return last.isKnown ? last.index : nil }
        let text = String(decoding: serial, as: UTF8.self)
        last.serial = Array(serial)
        last.isKnown = wanted.contains(text)
        guard last.isKnown else { return nil }
        if let known = indexOfDevice[text] {
            last.index = known
        } else {
            last.index = UInt32(devices.count)
            indexOfDevice[text] = last.index
            devices.append(text)
        }
        return last.index
    }
}
