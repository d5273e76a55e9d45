/** How people of one culture are named; surnames are invented from parts. */
export interface Culture {
  name: string;
  given: readonly string[];
  /** First parts and endings of surnames. */
  surname: { stems: readonly string[]; endings: readonly string[] };
  /** Words before the surname, for one in four. */
  particles?: readonly string[];
  /** Of two surnames, two given names with a hyphen or a space, for one in four. */
  doubles?: 'surnames' | 'given-hyphen' | 'given-space';
  /** Written in Latin letters beside, or instead, for people of another script. */
  script?: 'cyrillic' | 'greek';
}

const words = (text: string): string[] => text.split(' ');

export const CULTURES: readonly Culture[] = [
  {
    name: 'english',
    given: words(
      'William Robert James Margaret Elizabeth Katherine Thomas Richard Edward Michael Daniel Samuel Benjamin Christopher Matthew Nicholas Andrew Anthony Joseph Susan Patricia Jennifer Rebecca Deborah Victoria Charles Alexander Theodore Frederick Abigail Philip Stephen Bill Kate Tom Jack Peggy Bob Liz Nick Sam Ted',
    ),
    surname: {
      stems: words(
        'Ash Black Brook Clay Copper Dun Elder Fair Fern Green Hart Hazel Hollow Kings Long Marsh North Oak Pen Raven Stan Thorn West Whit',
      ),
      endings: words('bridge brook bury croft dale field ford ham hurst ley stead ton well wick wood worth'),
    },
  },
  {
    name: 'irish',
    given: words('Aoife Niamh Siobhán Caoimhe Róisín Ciarán Eoin Pádraig Seán Oisín Gráinne Máire Fionn Donal Brendan Orla'),
    surname: {
      stems: words('Bran Cin Conch Dubh Fearg Gall Lough Mur Rior Shaugh Tuath Ceall'),
      endings: words('nessy agan áin anty aigh erty ily óir éide'),
    },
    particles: words("Ó Ní Mac O' Mc"),
  },
  {
    name: 'german',
    given: words(
      'Jürgen Günther Björn Käthe Jörg Uwe Heike Sabine Matthias Wolfgang Annette Thorsten Dörte Ulrich Friederike Johannes Maximilian Franziska Josef Hannelore',
    ),
    surname: {
      stems: words('Acker Birken Blüm Eich Fürst Gröb Hübn Kälb Köhl Löff Mühl Nöth Rüd Schön Strauß Vög Wäch Zörn'),
      endings: words('bauer berger eisen er hardt hauser inger le mann meister scheid'),
    },
    doubles: 'surnames',
  },
  {
    name: 'nordic',
    given: words(
      'Søren Åse Jørgen Bjørn Øyvind Märta Göran Håkan Kåre Sølvi Lærke Pål Anders Ingrid Astrid Mikkel Freja Torbjörn',
    ),
    surname: {
      stems: words('Ås Berg Bjørk Dal Eng Fager Fjell Grøn Hägg Kvist Lind Nyg Østen Sjö Sønder Strøm'),
      endings: words('berg by dahl gaard gren holm kvist lund mark rud ström vik'),
    },
  },
  {
    name: 'dutch',
    given: words('Joost Sjoerd Willemijn Anouk Bram Floris Geertje Hendrik Jacoba Maarten Pieter Saskia Thijs Wouter'),
    surname: {
      stems: words('Akker Berken Bosch Dijk Eiken Graaf Haver Heuvel Kamper Linden Meer Polder Velde Water'),
      endings: words('aar beek boer daal huis kamp man meijer stra veld'),
    },
    particles: ['van', 'van der', 'de', 'van den', 'ten'],
  },
  {
    name: 'french',
    given: words(
      'Élodie Benoît François Geneviève Hélène Jérôme Zoé André Thérèse Noémie Loïc Gaëlle Jean Marie Pierre Anne Céline Rémi',
    ),
    surname: {
      stems: words('Beau Bois Chât Clair Dé Fontain Grand Haut Lé Mont Perr Roch Ver Vign'),
      endings: words('aud champ court éac eau elier eron ette in mont oin val'),
    },
    doubles: 'given-hyphen',
  },
  {
    name: 'spanish',
    given: words(
      'José María Lucía Andrés Ramón Inés Sofía Martín Iván Raúl Begoña Íñigo Francisco Ignacio Dolores Mercedes Guadalupe Verónica',
    ),
    surname: {
      stems: words('Alm Bald Cast Domín Esp Fern Góm Hern Jim Len Mart Núñ Ord Ram Sán Vel'),
      endings: words('añez ares edo era ez icano iña ivar os ueta'),
    },
    doubles: 'surnames',
  },
  {
    name: 'portuguese',
    given: words('João Conceição Fátima Estêvão Luís Antônio Cecília Simão Mónica Tomé Gonçalo Beatriz Rafael Leonor Ana Rui'),
    surname: {
      stems: words('Alv Brag Carv Couti Fonse Gonç Guim Lour Magalh Noró Pinh Quei Sampa Teix'),
      endings: words('ães alho ares çalo eira es ha inho ós osa'),
    },
    particles: ['da', 'dos', 'de', 'do'],
  },
  {
    name: 'polish',
    given: words(
      'Łukasz Małgorzata Zbigniew Żaneta Stanisław Bożena Paweł Michał Grażyna Wojciech Agnieszka Krzysztof Świętosława Jacek',
    ),
    surname: {
      stems: words('Brzoz Chmiel Dąbr Gęs Głow Jabł Kłos Łąk Mięt Piór Sów Szczep Wróbl Żół Źrebi'),
      endings: words('acki czyk ecki icz kowski owski ski yński'),
    },
  },
  {
    name: 'czech',
    given: words('Tomáš Jiří Šárka Zdeněk Přemysl Květa Václav Růžena Lukáš Ondřej Eliška Božena Radek Vojtěch'),
    surname: {
      stems: words('Bartoň Čern Dvoř Havlí Hruš Jelín Kříž Macháč Novot Pospíš Říh Svobod Šťast Žižk'),
      endings: words('áček ák ek il ka ný ová ský'),
    },
  },
  {
    name: 'hungarian',
    given: words('Árpád Győző Zsófia Ágnes Ödön Katalin László Sándor Erzsébet István Ilona Tünde'),
    surname: {
      stems: words('Bárány Csök Erdő Fűr Gyöngy Hegedű Kővár Lőrin Nyár Szűcs Tör Vörös'),
      endings: words('házi csi di falvi falusi mezei s szegi vári'),
    },
  },
  {
    name: 'turkish',
    given: words('Gökçe Işıl Çağla Özgür Ümit Şükrü Doğan Tuğba Yağmur İpek Mehmet Ayşe Oğuz Sıla'),
    surname: {
      stems: words('Ak Altın Boz Çelik Demir Gök Kara Kılıç Öz Şahin Taş Yıldı'),
      endings: words('ay bağ can doğan er gül kaya oğlu soy türk'),
    },
  },
  {
    name: 'vietnamese',
    given: words('Hồng Đức Minh Quốc Thanh Ngọc Hải Phượng Tuấn Ánh Bích Cường Dũng Giang Hạnh Khánh Lệ Mỹ Nhã Sơn'),
    surname: { stems: words('Nguyễn Trần Phạm Hoàng Đặng Võ Bùi Đỗ Lương Dương Huỳnh Trịnh Đoàn Vũ'), endings: [''] },
    doubles: 'given-space',
  },
  {
    name: 'russian',
    given: words('Александр Дмитрий Сергей Наталья Екатерина Юлия Михаил Ярослав Пётр Ксения Фёдор Людмила Илья'),
    surname: {
      stems: words('Берез Воробь Гордей Дубров Журавл Зимов Королёв Лещ Мельник Орехов Пухов Рощ Соколов Тихомир Хвощ Чижов'),
      endings: words('ский ин ов енко ич ник'),
    },
    script: 'cyrillic',
  },
  {
    name: 'greek',
    given: words('Γεώργιος Ελένη Κωνσταντίνος Δημήτρης Αικατερίνη Χρήστος Θεοδώρα Ιωάννης Βασιλική Σπύρος Ευαγγελία Παναγιώτης'),
    surname: {
      stems: words('Αγγελ Βασιλ Γεωργ Δημητρ Ζαχαρ Θεοδωρ Καλλ Λαμπρ Μιχαηλ Νικολ Παπαχρ Σταυρ Χατζη'),
      endings: words('άκης ίδης όπουλος ιάδης έας άτος ούσης'),
    },
    script: 'greek',
  },
];
