import RoadReport

/// Numbers in the interface's language.
enum Say {
    static func count(_ value: Int) -> String { NumberText(Interface.language).count(value) }

    static func decimal(_ value: Double, _ decimals: Int) -> String {
        NumberText(Interface.language).decimal(value, decimals: decimals)
    }

    /// As many decimals as a coefficient's error needs, so that a small one is not printed as 0.
    static func coefficient(_ value: Double, error: Double) -> String {
        guard error > 0, error < 1e-3, error.isFinite else { return decimal(value, 5) }
        var decimals = 5
        var unit = 1e-3
        while error < unit, decimals < 12 {
            decimals += 1
            unit /= 10
        }
        return decimal(value, decimals)
    }

    static func percent(_ share: Double, _ decimals: Int = 1) -> String {
        NumberText(Interface.language).share(share, decimals: decimals)
    }
}

extension Duration {
    /// The duration as seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
