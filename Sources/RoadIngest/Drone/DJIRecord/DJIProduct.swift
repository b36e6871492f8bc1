/// Names of DJI's product codes, as far as they are known.
enum DJIProduct {
    private static let names: [UInt8: String] = [
        2: "Phantom 3 Standard", 13: "Mavic Pro", 21: "Mavic Pro", 42: "Mavic 2",
        58: "Mavic 2 Enterprise", 70: "Matrice 300 RTK", 77: "Mavic 3", 116: "Matrice 30",
        118: "Mavic 3 Enterprise", 170: "Matrice 350 RTK",
    ]

    /// The name, or the code when it has none.
    static func name(_ code: UInt8) -> String { names[code] ?? "DJI product \(code)" }
}
