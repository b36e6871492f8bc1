import RoadAnalysis
import RoadPipeline

/// Cumulative residuals as an SVG picture: one panel a covariate, ±2σ* as a band.
struct CureDrawing {
    let curves: [SiteCure.Named]

    private let width = 640.0
    private let height = 240.0
    private let margin = 48.0

    var svg: String {
        let total = height * Double(curves.count)
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(total))" \
            font-family="sans-serif" font-size="12">
            <rect width="\(Int(width))" height="\(Int(total))" fill="#fff"/>

            """
        for (place, named) in curves.enumerated() {
            text += panel(named, top: Double(place) * height)
        }
        return text + "</svg>"
    }

    private func panel(_ named: SiteCure.Named, top: Double) -> String {
        let curve = named.curve
        let steps = thinned(curve.sums.count)
        let extent = max(
            1e-9,
            curve.sums.map { abs($0) }.max() ?? 1,
            2 * (curve.sigmas.max() ?? 1)
        )
        func x(_ place: Int) -> Double {
            margin + (width - 2 * margin) * Double(place) / Double(max(1, curve.sums.count - 1))
        }
        func y(_ value: Double) -> Double {
            top + height / 2 - (height / 2 - 28) * value / extent
        }
        func path(_ values: [Double], _ factor: Double) -> String {
            steps.map { "\(round2(x($0))),\(round2(y(factor * values[$0])))" }
                .joined(separator: " ")
        }
        let upper = path(curve.sigmas, 2)
        let lower = steps.reversed().map {
            "\(round2(x($0))),\(round2(y(-2 * curve.sigmas[$0])))"
        }.joined(separator: " ")
        let title = tr(
            "Cumulative residuals along \(named.name)",
            ru: "Накопленные остатки вдоль \(named.name)",
            kk: "\(named.name) бойымен жинақталған қалдықтар"
        )
        let first = Say.decimal(curve.values.first ?? 0, 2)
        let last = Say.decimal(curve.values.last ?? 0, 2)
        return """
            <polygon points="\(upper) \(lower)" fill="#cfe0f2"/>
            <line x1="\(margin)" y1="\(round2(y(0)))" x2="\(width - margin)" \
            y2="\(round2(y(0)))" stroke="#888"/>
            <polyline points="\(path(curve.sums, 1))" fill="none" stroke="#b3261e" \
            stroke-width="1.5"/>
            <text x="\(margin)" y="\(round2(top + 18))">\(escaped(title))</text>
            <text x="\(margin)" y="\(round2(top + height - 8))">\(first)</text>
            <text x="\(width - margin)" y="\(round2(top + height - 8))" \
            text-anchor="end">\(last)</text>

            """
    }

    /// At most 2,000 points of a curve, both ends kept.
    private func thinned(_ count: Int) -> [Int] {
        guard count > 2000 else { return Array(0..<count) }
        return (0..<2000).map { $0 * (count - 1) / 1999 }
    }

    private func round2(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}
