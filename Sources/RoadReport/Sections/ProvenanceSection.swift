import RoadModel

/// Versions, seeds and hashes: everything that decides the page's bytes.
struct ProvenanceSection: ReportSection {
    let content: ReportContent
    let hasLeaflet: Bool
    let anchor: StaticString = "provenance"
    let title = PageText.provenance

    var node: Node {
        framed([
            Trilingual.blocks { language in
                let block = Block(language: language)
                var nodes = [block.heading(title), block.note(.provenanceNote), facts(language)]
                if !content.sources.isEmpty {
                    nodes.append(block.details(.inputHashes, [hashes(language)]))
                }
                if hasLeaflet { nodes.append(block.note(.mapLibrary)) }
                nodes.append(block.note(.offline))
                return nodes
            }
        ])
    }

    private func facts(_ language: Language) -> Node {
        let facts = content.provenance
        var page = PageTable(
            language: language,
            columns: [.text(.item), .text(.version), .text(.hash)],
            caption: title.text[language]
        )
        func add(_ item: LocalizedText, _ version: String, _ hash: String) {
            page.rows.append([
                .value(item[language]), .value(version),
                .node(.tag("code", [.cls("hash")], value: hash)),
            ])
        }
        add(
            LocalizedText(kk: "Бағдарлама", ru: "Программа", en: "Software"),
            "Jol \(facts.softwareVersion)",
            ""
        )
        if !facts.networkVersion.isEmpty {
            add(
                LocalizedText(kk: "Жол желісі", ru: "Дорожная сеть", en: "Road network"),
                facts.networkVersion,
                facts.networkSHA256
            )
        }
        for pack in facts.rulePacks {
            add(
                LocalizedText(
                    kk: "Қағидалар: \(pack.name)",
                    ru: "Правила: \(pack.name)",
                    en: "Rules: \(pack.name)"
                ),
                pack.version,
                pack.sha256
            )
        }
        for seed in facts.seeds {
            add(
                LocalizedText(
                    kk: "Кездейсоқ сан тұқымы: \(seed.purpose)",
                    ru: "Зерно случайных чисел: \(seed.purpose)",
                    en: "Seed: \(seed.purpose)"
                ),
                String(seed.value),
                ""
            )
        }
        if !facts.configurationSHA256.isEmpty {
            add(
                LocalizedText(kk: "Параметрлер", ru: "Параметры", en: "Options"),
                "",
                facts.configurationSHA256
            )
        }
        return page.node
    }

    private func hashes(_ language: Language) -> Node {
        var page = PageTable(
            language: language,
            columns: [.text(.file), .text(.hash)],
            caption: PageText.inputHashes.text[language]
        )
        for file in content.sources {
            page.rows.append([
                .value(file.label), .node(.tag("code", [.cls("hash")], value: file.sha256)),
            ])
        }
        return page.node
    }
}
