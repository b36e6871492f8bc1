import RoadReport

/// Numbers in the interface's language.
enum Say {
    static func count(_ value: Int) -> String { NumberText(Interface.language).count(value) }

    static func decimal(_ value: Double, _ decimals: Int) -> String {
        NumberText(Interface.language).decimal(value, decimals: decimals)
    }

    static func percent(_ share: Double, _ decimals: Int = 1) -> String {
        NumberText(Interface.language).share(share, decimals: decimals)
    }
}

extension Duration {
    /// The duration as seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
