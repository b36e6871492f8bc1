import RoadModel

/// How the figures were calculated and what they cannot tell.
struct MethodSection: ReportSection {
    let content: ReportContent
    let anchor: StaticString = "methods"
    let title = PageText.methods

    var node: Node {
        let limits =
            content.limits.contains(.noCauses) ? content.limits : [.noCauses] + content.limits
        return framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                var nodes = [block.heading(title)]
                if !content.methods.isEmpty {
                    nodes.append(block.subheading(.methodList))
                    nodes.append(
                        list(
                            content.methods.map { MethodWords.sentence($0, language) },
                            language
                        )
                    )
                }
                nodes.append(block.subheading(.limitList))
                nodes.append(list(limits.map { MethodWords.sentence($0)[language] }, language))
                return nodes
            }
        ])
    }

    private func list(_ sentences: [String], _ language: Language) -> Node {
        .tag("ul", [], sentences.map { .tag("li", [], [.words($0, language)]) })
    }
}
