/*
 * The words of receipts: 2048 plain English words of our own choice, under the licence of this library (MIT). They name
 * gentle things, so that nobody finds a cruel word among theirs; none sounds like another, and no two differ by one letter
 * only, so that a slip of the pen is noticed. Their order is part of every receipt ever given out: never change it.
 */
export const receiptWords: readonly string[] = (
  'abacus acacia acre acrobat active actor add adept admire agile agree aim airplane airport airy album alder alert almanac almond alphabet alto amber ' +
  'amount amused anagram anchor anemone anise ankle answer antenna anthem appear applaud apple apricot april apron apt aqua arcade armchair arrange ' +
  'arrive artful artist ash aspect aspen assist aster athlete atlas atom attend attic auburn august author autumn avenue avocado awake awning axis axle ' +
  'azalea azure backpack badger bagel baguette bakery balance balcony ballad ballet balloon balmy bamboo banana banjo banner barber barge baritone barley ' +
  'barn baroque basement basil basket basmati bassoon bathe bathrobe bathtub baton battery beam beard bearing beaver bebop bedroom bedside bee beetle ' +
  'begin begonia beige bell bench bend bib bicycle biker birch birdbath birdsong birthday biscuit bison blanket blender blond blossom blow bluebell ' +
  'bluebird bluetit boatman bobbin bobcat bolt bonnet bonsai bookcase bookend booklet bookmark bookshop bookworm bootlace border borrow botanist bottle ' +
  'bottom bouncy bouquet bowtie bracelet bracken bramble bran branch brave breeze brew briar brick brief bright brim bring brioche broccoli bronze brooch ' +
  'broom broth brown brownie bubble bucket buckle buff buffalo buggy bugle build builder bulb bumpy bun bundle bungalow bunny buoy bush butter button ' +
  'buzz byte cab cabaret cabbage cabin cabinet cactus cake calculus calendar calf camel camellia camera camp camper campfire campsite canal canary candid ' +
  'candle canister canoe canopy canvas capital captain caption caramel caravan cardamom cardigan careful cargo caribou caring carol carousel carpet ' +
  'carriage carrot cart carton carve cascade cashew cashmere castanet castle casual catalog caterer catkin cedar celery cello century ceramic chair ' +
  'chalet chalk chant chapter charcoal chard checkers cheddar cheer cheerful cheese chemist cherry chest chestnut chewy chick chicken chickpea chiffon ' +
  'chili chimney china chipmunk chirpy chive choose chorus chrome chuckle chutney cicada cinema cinnamon circle circuit circus citrus city clam clarinet ' +
  'class classic clause clean clerk clever climb climber clock closet closeup clothes cloud clove clown cluster coaster cobalt cobbler cockatoo cocoa ' +
  'coconut cod coffee colander collage collar collect collie column comb combine comet comfort comic comma common compare compass composer compote ' +
  'concert confetti conifer connect contact content contour control cooker cookie copper coral corduroy corn corner cosmos costume cosy cottage cotton ' +
  'couch count counter courier couscous cowslip cracker crane cravat crayon cream credit crescent cress cricket crimson crisp crisply crochet crockery ' +
  'crocus crouton cruise crumble crumpet crunchy crystal cube cubic cuckoo cucumber cuddly cufflink cumin cup cupboard cupcake curious curl curlew curry ' +
  'curtain curved cushion custard custom cutlery cyan cycle cyclist cymbal cypress daffodil dahlia dainty daisy dance dangle dapper date daybreak ' +
  'daydream daylight dazzle decide decimal decorate deep degree deliver delta denim density depot describe design designer desk detail develop device ' +
  'diagram diary digit diligent dill diner dinghy dingo dip diploma director disco discover dish display distance divide dockyard dolphin domino donkey ' +
  'door doorbell doorknob doormat doorway dormouse double doughnut dove dozen draw drawer dreamer dresser dribble drift drizzle drum drummer duck ' +
  'duckling dulcimer dumpling dune duster duvet dwell dynamo eager eagle earlobe early earmuff earnest earring easy ebony echo edition editor effect ' +
  'eggcup eggplant egret elbow elegant element elephant eleven elk emblem embrace emerald emu encore energy engine engineer enjoy ensemble enter entry ' +
  'envelope epic equal equation equator era eraser ermine espresso essay estuary etching evening event exact example exchange exhibit explain explorer ' +
  'eyebrow eyelash eyelid fabric fact factory faithful falcon famous fancy fanfare farmer farmyard fashion faucet fawn feature february fedora felt fence ' +
  'fern ferret ferry festival festive fetch fiber fiction fiddle field fifth fig figure filter finch finish firefly fireside firewood firm first fishpond ' +
  'fixture fizzy fjord flair flake flamingo flannel flapjack flask flax flaxen fleece fleet flexible flicker flight float floor floral florist fluent ' +
  'fluffy flute flutter fly foal focus folder fond fondue foothill footpath footstep forehead forest fork formal forty fourteen fox foxglove foxtrot ' +
  'fraction fragment frame frank freckle free freesia freight fresh friday friend friendly fringe frisbee fritter frog frost fruity fuchsia fudge funfair ' +
  'furnace future gadget galaxy gallery game garage garden gardener gardenia garland garlic gather gazebo gazelle gecko gelatin generous genre gentle ' +
  'genuine geology geometry geranium gerbil geyser giant giddy gifted giggle gilt ginger ginkgo giraffe give glacier glade glance gleam gleaming glen ' +
  'glider glimmer glimpse glitter globe glossary glossy glowing glue gold golden goldfish gondola gong goodwill goose gopher gosling grab gracious ' +
  'grammar grand granite granola grape grass grateful grater gravity gravy green grey griddle grin grocer grotto group grove grow guide guitar gust gym ' +
  'habit haddock haiku hairpin halibut hallway halo ham hamlet hammock hamster hand handbag hanger hanky happy hardy harmony harvest hatstand hawk ' +
  'hawthorn hayloft haystack hazel hazelnut headlamp headland headline hearth heather hedge hedgehog height helium helmet helper helpful hen heron ' +
  'herring hertz hexagon hibiscus highland hike hillside hilltop hinge hippo history holiday hollow holly homemade hometown homework honest honey ' +
  'honeydew hoodie hope hopeful horizon hornbeam hornbill hornpipe horse hostel hound hover huge humble humming humorous hundred hyacinth hydrogen hymn ' +
  'ibex iceberg icicle icing ideal idiom iguana image imagine improve incense include index indigo inform inlet inn inner insight invent inventor invite ' +
  'iron island item ivory ivy jackdaw jacket jade jasmine jaunty jay jazz jeans jelly jersey jetty jewel jewelry jigsaw jingle jockey join joiner joke ' +
  'journal journey jovial joyful jug juggler juice july jumbo jump jumper junction juniper kale kangaroo kayak kebab keen keepsake kelp kernel kestrel ' +
  'ketchup kettle keyboard keyhole khaki kilowatt kimono kingdom kiosk kitchen kite kitten kiwi knee knit knitter knitwear knob knock knuckle koala label ' +
  'labrador ladder ladle lagoon lakeside lamb landing landmark lane lantern lapwing lark lasagna laser lasting latitude lattice laugh laundry laurel ' +
  'lavender lead leaflet leafy learn legend legging lemming lemon lemonade lemur length lens lentil leopard lesson letter lettuce level liberty library ' +
  'lichen licorice lid likely lilac lily lime limerick limit linden linear linnet lion list listen little lizard llama loaf lobby lobster locket lodge ' +
  'loft logic lollipop loom lorry lotus lounge lovely loving lowland loyal lucky luggage lunar lunch lunchbox lynx lyre lyric macaroni macaw machine ' +
  'mackerel magazine magenta magician magnet magnify magnolia magpie mahogany maize mallard manatee mandolin mango manor mantel manual maple mapmaker ' +
  'maraca marble margin marigold marimba marina marjoram market marmot maroon marsh marten marzipan mason mast material matter mattress mauve maximum ' +
  'meadow mealtime meander meaning measure mechanic medal media medium medley meerkat melodic melody melon member memo memory mention mentor menu ' +
  'merchant meringue message meter method metric metro midday midnight mighty milk milkman millet million mimosa mindful mineral minibus minnow minstrel ' +
  'mint minuet minute miracle mirror mission misty mix moccasin modern modest moment monday mongoose monorail monsoon monument moon moonbeam moorland mop ' +
  'morning mosaic moss motel moth motion motor motto mountain mouse movement mudpie muesli muffin mulberry multiply mural murmur museum mushroom music ' +
  'musical musician musing muslin mustache myrtle nap napkin narwhal natural nature navy neck necklace nectar nestle network neutron newt nickel nightcap ' +
  'nimble ninety noble noodle noonday north notch note notebook notepad notice nougat noun novel novelist nugget number nurture nut nutmeg nutshell oaken ' +
  'oasis oat oatmeal object oboe observe ocean octagon octave october octopus offer oilcloth okra olive omelet onion opal opener opera opinion opossum ' +
  'optic optician optimal option orange orbit orbital orchard orchid oregano organ organist origami oriole osprey ostrich otter ottoman outcrop outfit ' +
  'outline outlook output oven overalls overcoat overture owl oxygen oyster pack pad paint painter palace palm pamphlet pancake panda panel panorama ' +
  'pansy panther papaya paper paprika papyrus parade parakeet parallel parasol parcel parking parkland parsley parsnip particle partner pass passage ' +
  'passport pasta pastel pastime pastry pasture path pathway patio patron pattern pavement pavilion pea peaceful peach peacock peanut peapod pearl pebble ' +
  'pecan peel pelican pencil pendant pendulum penguin pentagon people pepper perform perfume pergola period perky pesto petunia phase pheasant photo ' +
  'physics pianist piano piccolo pickle picnic picture pie pigeon piglet pilot pinafore pinecone pink pinwheel pioneer pitcher pixel pizza plaid plant ' +
  'plateau platinum platter platypus play player playful playmate playroom playtime plaza pleasure pleat plenty plover pluck plumber plural plush poem ' +
  'poetic poetry polish polite polka pollen poncho pony ponytail pool popcorn poplar popover poppy porch porpoise porridge porter portion portrait ' +
  'position postage postbox postcard postman pot potato potluck pottery powder practice prairie praise praline prawn precise prelude prepare present ' +
  'pretty pretzel primary primrose prism prize process producer profile program progress project promise prompt proper proud proverb prudent prune ' +
  'publish pudding puddle pull pullover puma pumpkin purple purpose purse puzzle pyramid quail quality quantity quartet quartz quaver quayside query ' +
  'quest question quiche quick quilt quilting quintet quirky quota rabbit raccoon radar radiant radiator radio radish radius raft ragtime railcar railing ' +
  'railway rainbow raincoat raindrop rainfall raisin rapids rare reader ready realm recall recess recital recite recliner record recorder reef reflex ' +
  'refrain regal reggae region regular reindeer relax relaxed relish rely remedy remember renew repair report rescue result return revisit revolve reward ' +
  'rhapsody rhubarb rhyme rhythm rice ridge ringing ringroad rinse ripple risotto river roadside roam robe robin robot robust rock rondo roof rooster ' +
  'rosebud rosemary rotate rounded rowan rowboat rowing rubber ruby rudder ruler runway russet rustic sable saddle saffron sage sailboat sailor salad ' +
  'salmon salsa samba sandal sandbank sandpit sandwich sandy sapling sapphire sardine sari sarong sashay satchel satin saturday saucepan saucer savanna ' +
  'savings savory scallop scarf scarlet scatter scenic scent schedule scheme scholar school science scone scooter screen scribble script sculptor ' +
  'seafront seagull seahorse seal search seashell seashore seaside season seaweed second section seed seedling seesaw segment select sentence sepia ' +
  'sequence sequin sequoia serenade serene series service sesame session seven seventy shade shallot shamrock shawl sheep sheepdog shell shepherd shimmer ' +
  'shingle shiny shirt shoelace shore shoulder shower shrimp shrub shutter shuttle sidecar sieve signal signpost silent silkworm silky silver simple ' +
  'sincere sitar sixty skater sketch ski skier skiff skillet skylark skylight skyline slate sledge sleek sleepy sleeve sleigh slide slipper slogan sloop ' +
  'slope sloth smart smile smiling smith smooth snail snooze snorkel snow snowball snowdrop snowman snowshoe snug snuggle soak sociable sofa solar solid ' +
  'solo solstice sonata sonic soprano sorbet soup south souvenir soy space spacious spaniel spark sparkle sparrow speak speaker special species spectrum ' +
  'speech speedy sphere spicy spin spinach spindle spinner spiral spirit splash splendid spoon sport spring sprinkle sprout spruce spry square squash ' +
  'squid squirrel squishy stack stadium stag stairs stairway stamp stanza stardust starfish starling starry stately station statue steady steamer steeple ' +
  'steer stencil steppe stereo stew sticker still stir stitch stool stork stout stove strand strategy stream street stretch striped stroll strudel strum ' +
  'student studio sturdy style subject subtle subway success suede suffix sugar suggest suit suitcase sultana summer summit sunbathe sunbeam sundae ' +
  'sundial sunhat sunlight sunlit sunrise sunset sunshine supple surf surface surprise surveyor swallow swan sweater swift swim swimming swimsuit swing ' +
  'swirly sycamore syllable symbol symphony syrup system tabletop tactful tadpole talent tall tan tapestry tapir tarp tarragon task tassel tasty tawny ' +
  'taxi teacher teacup teahouse teammate teamwork teapot teaspoon teatime tempo tender tennis tenor tent terrace terrain terrier textile texture thank ' +
  'thankful thaw theme theory thicket thimble thing third thistle thorough thought thousand thread three thrifty thrive thrush thumb thursday tidy tiger ' +
  'tile timber timely tinker tinsel tiptoe toad toast toboggan today tofu token tomato tomorrow tone toolbox tooth topaz topping topsoil tortoise total ' +
  'toucan tour tourist towel town trace tractor trail trainer tramway tranquil travel tray treacle treasure treat treble treetop trek triangle tricycle ' +
  'trill trio tripod triumph trolley trombone trophy tropic trousers trout true truffle trunk trusty tub tuesday tugboat tulip tuna tundra tunic tunnel ' +
  'turkey turmeric turnip turtle tutor tutu tweed twelve twenty twig twilight twinkle twirl twist ukulele umbrella unfold unicorn unique universe unpack ' +
  'unwind unwrap upbeat uplift upper upstairs urban use useful usher utensil valid valley value vanilla varied variety varnish vary vase vehicle velvet ' +
  'venture veranda verb verse version vet viaduct vibrant vibrato view villa village vine vinegar vineyard violet violin virtue vision visit visitor ' +
  'vista vitamin vivid vocal voice vole volume voyage waffle wagon wagtail waiter walk walker walkway wallaby walnut walrus waltz wander warbler wardrobe ' +
  'warm warmth washing watch watchful watering waterway wattle weave web weekend welcome welder wetland wharf wheat whippet whisk whiskers whisper white ' +
  'wicker wide width willing willow wind windmill window windsock winter wisdom wisteria witty wombat woodcut wooden woodland woodlark woodshed woodwork ' +
  'woolly word workday workshop worthy wren wriggle yacht yak yard yarrow year yearbook yeast yellow yew yodel yogurt young yoyo zebra zenith zero zest ' +
  'zigzag zinnia zipper zippy zither zoo zucchini'
).split(' ');
