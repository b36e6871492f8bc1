extension PageText {
    /// The text in the three languages.
    package var text: LocalizedText {
        switch self {
        case .report:
            LocalizedText(
                kk: "Жол қауіпсіздігі туралы есеп",
                ru: "Отчёт о безопасности дорог",
                en: "Road safety report"
            )
        case .demo:
            LocalizedText(
                kk: "Көрсетілім: сандар ойдан шығарылған, нақты аумаққа қатысы жоқ.",
                ru: "Демонстрация: числа вымышлены и не относятся к реальной территории.",
                en: "Demonstration: the figures are made up and belong to no real place."
            )
        case .comparedWith:
            LocalizedText(
                kk: "Салыстыру кезеңі",
                ru: "Сравнивается с периодом",
                en: "Compared with"
            )
        case .contents: LocalizedText(kk: "Мазмұны", ru: "Содержание", en: "Contents")
        case .headline: LocalizedText(kk: "Басты қорытынды", ru: "Главное", en: "Main findings")
        case .headlineNote:
            LocalizedText(
                kk: "Аралық — 95 % сенім аралығы: шын өзгеріс осы шектерде жатуы әбден мүмкін.",
                ru: "Интервал — доверительный, 95 %: истинное изменение, скорее всего, лежит в "
                    + "этих пределах.",
                en: "The interval is a 95% confidence interval: the true change most likely lies "
                    + "within it."
            )
        case .noHeadline:
            LocalizedText(
                kk: "Салыстыратын кезең берілмеген.",
                ru: "Период для сравнения не задан.",
                en: "No period to compare with was given."
            )
        case .changeTable:
            LocalizedText(
                kk: "Барлық аралықтар кесте түрінде",
                ru: "Все интервалы таблицей",
                en: "All intervals as a table"
            )
        case .series: LocalizedText(kk: "Уақыт бойынша өзгерісі", ru: "Динамика", en: "Over time")
        case .seriesNote:
            LocalizedText(
                kk: "Жолақ — кездейсоқ ауытқу шегі (Пуассон, 95 %). Сызықталған айлар мен жылдар "
                    + "әлі толықпаған. Үзік сызық — есепке алу қағидасы өзгерген күн; оның екі "
                    + "жағын салыстыруға болмайды.",
                ru: "Полоса — пределы случайных колебаний (Пуассон, 95 %). Заштрихованные месяцы "
                    + "и годы ещё не полны. Штриховая линия — день, когда изменились правила учёта; "
                    + "числа по обе стороны от неё несравнимы.",
                en: "The band shows what chance alone does (Poisson, 95%). Hatched months and "
                    + "years are not complete yet. A dashed line marks a change of the recording "
                    + "rule; numbers on its two sides are not comparable."
            )
        case .asTable:
            LocalizedText(
                kk: "Сандар кесте түрінде",
                ru: "Числа таблицей",
                en: "The numbers as a table"
            )
        case .hotspots:
            LocalizedText(
                kk: "Апаттылық ошақтары",
                ru: "Очаги аварийности",
                en: "Hotspots"
            )
        case .hotspotsNote:
            LocalizedText(
                kk: "Картада ошақтардың сызықтары мен жиынтық сандар ғана көрсетіледі. Жеке "
                    + "оқиғалардың нүктелері дербес деректерді қорғау үшін көрсетілмейді.",
                ru: "На карте показаны только линии очагов и сводные числа. Точки отдельных "
                    + "происшествий не показываются ради защиты персональных данных.",
                en: "The map shows lines of hotspots and totals only. Single crashes are not "
                    + "shown as points, to protect personal data."
            )
        case .mapTitle:
            LocalizedText(
                kk: "Апаттылық картасы",
                ru: "Карта аварийности",
                en: "Crash map"
            )
        case .sections:
            LocalizedText(
                kk: "Жол учаскелері",
                ru: "Участки дорог",
                en: "Road sections"
            )
        case .segments:
            LocalizedText(
                kk: "Қиылыстар арасындағы кесінділер",
                ru: "Отрезки между перекрёстками",
                en: "Segments between junctions"
            )
        case .showOnMap:
            LocalizedText(
                kk: "Картада көрсету",
                ru: "Показать на карте",
                en: "Show on the map"
            )
        case .layerSites: LocalizedText(kk: "Кешендер", ru: "Комплексы", en: "Complexes")
        case .layerTracks:
            LocalizedText(
                kk: "Дрон ұшулары",
                ru: "Вылеты дронов",
                en: "Drone flights"
            )
        case .legendHigh:
            LocalizedText(
                kk: "ЖКО жиілігі өз класындағы жолдар орташасынан сенімді түрде жоғары",
                ru: "частота ДТП достоверно выше средней для дорог этого класса",
                en: "crash rate reliably above the average of its class of road"
            )
        case .legendOther:
            LocalizedText(
                kk: "орташадан ажыратылмайтын ошақ",
                ru: "очаг, который не отличить от среднего",
                en: "hotspot not told from the average"
            )
        case .legendSite: LocalizedText(kk: "кешен", ru: "комплекс", en: "complex")
        case .legendTrack: LocalizedText(kk: "дронның жолы", ru: "трек дрона", en: "drone track")
        case .legendRoads: LocalizedText(kk: "жол желісі", ru: "дорожная сеть", en: "road network")
        case .mapHint:
            LocalizedText(
                kk: "Ошақтың нөмірін басыңыз: карта соған жақындайды. Картадағы сызықты басыңыз: "
                    + "сандары ашылады.",
                ru: "Нажмите на номер очага — карта приблизится к нему. Нажмите на линию на карте "
                    + "— откроются её числа.",
                en: "Press a hotspot's number to move the map there. Press a line on the map to "
                    + "see its numbers."
            )
        case .rankNote:
            LocalizedText(
                kk: "Орын жанындағы жақшада — кездейсоқ ауытқу кезінде де мүмкін орындар; q — көп "
                    + "учаскені бірден тексеруді ескеретін ықтималдық.",
                ru: "В скобках у места — места, возможные и при случайных колебаниях; q — "
                    + "вероятность с поправкой на то, что проверено сразу много участков.",
                en: "In brackets: the ranks that chance alone allows. q is a probability that "
                    + "allows for testing many units at once."
            )
        case .noHotspots:
            LocalizedText(
                kk: "Бұл кезеңде ошақ табылмады.",
                ru: "За этот период очагов не найдено.",
                en: "No hotspot was found in this period."
            )
        case .forestNote:
            LocalizedText(
                kk: "Нүкте — бір километрге жылына ЖКО саны, сызық — 95 % аралығы. Өз класындағы "
                    + "жолдардың орташасынан аралығы тұтас жоғары және q мәні 0,05-тен аспайтын "
                    + "ошақ қана сенімді түрде нашар; үзік сызық — бүкіл желінің орташасы.",
                ru: "Точка — число ДТП на километр в год, черта — интервал 95 %. Достоверно хуже "
                    + "только те очаги, чей интервал целиком выше средней для дорог их класса и "
                    + "у которых q не больше 0,05; пунктир — средняя по всей сети.",
                en: "The dot is crashes per kilometre and year, the line its 95% interval. Only "
                    + "hotspots whose whole interval lies above the average of their class of road "
                    + "and whose q is at most 0.05 are reliably worse; the dashed line is the "
                    + "average of the whole network."
            )
        case .violations:
            LocalizedText(
                kk: "Құқық бұзушылықтар түрлері бойынша",
                ru: "Нарушения по видам",
                en: "Violations by kind"
            )
        case .violationsNote:
            LocalizedText(
                kk: "Автоматты тіркеу мен дроннан бақылау — дәлелдеудің екі бөлек жолы, олар "
                    + "қосылмайды және бөлек көрсетіледі.",
                ru: "Автоматическая фиксация и наблюдение с дрона — две разные цепочки "
                    + "доказательств, они показаны раздельно.",
                en: "Automatic fixation and observation from a drone are two chains of evidence "
                    + "and are shown apart."
            )
        case .suppressionNote:
            LocalizedText(
                kk: "«<5» — 1-ден 4-ке дейінгі сан; «–» — кіші сан шегеру арқылы табылмас үшін "
                    + "жасырылған.",
                ru:
                    "«<5» — число от 1 до 4; «–» — скрыто, чтобы малое число нельзя было вычислить.",
                en: "<5 stands for 1 to 4; – is hidden so that a small number cannot be worked out."
            )
        case .noViolations:
            LocalizedText(
                kk: "Бұл кезеңде құқық бұзушылық тіркелмеген.",
                ru: "За этот период нарушений не зафиксировано.",
                en: "No violation was recorded in this period."
            )
        case .complexes:
            LocalizedText(
                kk: "Кешендер бойынша",
                ru: "По комплексам",
                en: "By complex"
            )
        case .flights: LocalizedText(kk: "Дрон ұшулары", ru: "Вылеты дронов", en: "Drone flights")
        case .flightsNote:
            LocalizedText(
                kk: "Экипаж аттары есепке енбейді. Жоспарланған патрульдер көрсетілмейді.",
                ru: "Имена экипажей в отчёт не входят. Планируемые патрули не показываются.",
                en: "Names of crews are not part of the report. Planned patrols are not shown."
            )
        case .noFlights:
            LocalizedText(
                kk: "Бұл кезеңде ұшу жоқ.",
                ru: "За этот период вылетов нет.",
                en: "There are no flights in this period."
            )
        case .completeness:
            LocalizedText(
                kk: "Журналдардың толықтығы",
                ru: "Полнота журналов",
                en: "Completeness of logs"
            )
        case .quality:
            LocalizedText(
                kk: "Деректер сапасы",
                ru: "Качество данных",
                en: "Data quality"
            )
        case .qualityRule:
            LocalizedText(
                kk: "Түскен жазба = қабылданған + қайталанған + карантиндегі. Бұл теңдік әр файл "
                    + "үшін тексерілген.",
                ru: "Поступило = принято + повторы + карантин. Это равенство проверено для "
                    + "каждого файла.",
                en: "Received = accepted + duplicate + quarantined. This was checked for every "
                    + "file."
            )
        case .noSources:
            LocalizedText(
                kk: "Әлі бірде-бір файл қабылданбаған.",
                ru: "Файлов ещё не принято.",
                en: "No file has been received yet."
            )
        case .quarantineReasons:
            LocalizedText(
                kk: "Карантин себептері",
                ru: "Причины карантина",
                en: "Reasons for quarantine"
            )
        case .unlocatedReasons:
            LocalizedText(
                kk: "Жолға байланбаған жазбалар",
                ru: "Записи без места на дорогах",
                en: "Records without a place on the roads"
            )
        case .matching:
            LocalizedText(
                kk: "Жолға байланған жазбалар үлесі",
                ru: "Доля записей, привязанных к дорогам",
                en: "Share of records placed on roads"
            )
        case .reconciliation:
            LocalizedText(
                kk: "Кестелерді салыстырып тексеру",
                ru: "Сверка таблиц",
                en: "Reconciliation of tables"
            )
        case .reconciliationNote:
            LocalizedText(
                kk: "Бір көрсеткіш екі жерде есептелді; екеуі бірдей болмаса, есеп жасалмайды.",
                ru: "Каждый показатель сосчитан в двух местах; при расхождении отчёт не "
                    + "выпускается.",
                en: "Each figure was counted in two places; a report with a difference is not "
                    + "issued."
            )
        case .methods:
            LocalizedText(
                kk: "Әдістер мен шектеулер",
                ru: "Методы и ограничения",
                en: "Methods and limits"
            )
        case .methodList:
            LocalizedText(
                kk: "Қалай есептелді",
                ru: "Как посчитано",
                en: "How it was calculated"
            )
        case .limitList:
            LocalizedText(
                kk: "Бұл сандар нені айта алмайды",
                ru: "Чего эти числа не говорят",
                en: "What these numbers cannot tell"
            )
        case .provenance:
            LocalizedText(
                kk: "Есеп неден жасалды",
                ru: "Из чего сделан отчёт",
                en: "What the report was made from"
            )
        case .provenanceNote:
            LocalizedText(
                kk: "Осы файлдар мен нұсқалардан дәл осы есеп қайта шығады: бірдей кіріс — "
                    + "байтына дейін бірдей бет.",
                ru: "Из тех же файлов и версий получится тот же отчёт: одинаковый вход — "
                    + "страница, одинаковая до байта.",
                en: "The same files and versions give the same report: equal inputs, a page equal "
                    + "to the byte."
            )
        case .inputHashes:
            LocalizedText(
                kk: "Кіріс файлдардың SHA-256 мәндері",
                ru: "SHA-256 входных файлов",
                en: "SHA-256 of input files"
            )
        case .mapLibrary:
            LocalizedText(
                kk: "Интерактивті карта: Leaflet кітапханасы, © Vladimir Agafonkin, CloudMade, "
                    + "BSD 2-Clause лицензиясы.",
                ru: "Интерактивная карта: библиотека Leaflet, © Vladimir Agafonkin, CloudMade, "
                    + "лицензия BSD 2-Clause.",
                en: "Interactive map: the Leaflet library, © Vladimir Agafonkin, CloudMade, BSD "
                    + "2-Clause licence."
            )
        case .offline:
            LocalizedText(
                kk: "Бұл бет желіге шықпайды: барлығы осы файлдың ішінде.",
                ru: "Эта страница не обращается к сети: всё находится в этом файле.",
                en: "This page uses no network: everything is inside this file."
            )
        }
    }
}
