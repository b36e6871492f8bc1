/// Text under construction as UTF-8 bytes; numbers are written without any `String`.
struct ByteText {
    /// The bytes so far.
    var bytes: [UInt8] = []

    /// Starts empty with room for `capacity` bytes.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Appends text; meant for headers and other rare pieces.
    mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends bytes that are already encoded.
    mutating func encoded(_ chunk: [UInt8]) { bytes.append(contentsOf: chunk) }

    /// Appends one ASCII character.
    mutating func ascii(_ character: UInt8) { bytes.append(character) }

    /// Appends a comma.
    mutating func comma() { bytes.append(0x2c) }

    /// Appends a line feed.
    mutating func endLine() { bytes.append(0x0a) }

    /// Appends a whole number in decimal.
    mutating func integer(_ value: Int) {
        if value < 0 { bytes.append(0x2d) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Appends the decimal digits of a non-negative number, filled with zeros to `width`.
    mutating func padded(_ value: Int, width: Int) {
        let start = bytes.count
        var rest = value.magnitude
        for _ in 0..<width {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    /// Appends a number of 10⁻ᵈ units as a decimal with exactly `decimals` places.
    mutating func scaled(_ units: Int, decimals: Int) {
        var divisor: UInt = 1
        for _ in 0..<decimals { divisor *= 10 }
        if units < 0 { bytes.append(0x2d) }
        integer(Int(units.magnitude / divisor))
        guard decimals > 0 else { return }
        bytes.append(0x2e)
        padded(Int(units.magnitude % divisor), width: decimals)
    }

    /// Appends a finite number rounded to `decimals` places; magnitudes up to 10⁹.
    mutating func fixed(_ value: Double, decimals: Int) {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        scaled(Int((value * factor).rounded()), decimals: decimals)
    }

    /// Appends a CSV field, quoted when it holds a comma, a quote or a line break.
    mutating func field(_ text: String) {
        let special: [UInt8] = [0x2c, 0x22, 0x0a, 0x0d]
        guard text.utf8.contains(where: { special.contains($0) }) else {
            self.text(text)
            return
        }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}
